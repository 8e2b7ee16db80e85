import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { logFile } from '#backend/kernel/log-file.ts'
import { createSimulator } from '#backend/areas/simulator/create-simulator.ts'
import type { Fault } from '#backend/areas/simulator/faults.ts'
import { buyersPage, decide, sendBuyer } from '../../support/payments/buyer.ts'
import type { FromBuyers, ToBuyers } from '../../support/payments/buyers.ts'
import { newRequestId, openShop, purchaseOf, type Shop, VISA } from '../../support/payments/shop.ts'
import { type FoundFile, everyFile, written } from '../../support/search-files.ts'
import { seededRandom, testClock } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

const child = fileURLToPath(new URL('../../support/payments/paying-child.ts', import.meta.url))

const CARD = { number: '3782 8224 6310 005', month: 11, year: 2031, cvv: '8731' } as const
const PASSWORD = 'Qwx 5&5=hemmelig-passord'
const CLIENT_SECRET = 'Klienthemmelighet-9f27'
const API_PASSWORD = 'Innringerpassord-31c8'
const SIGNATURE = 'Innringersignatur-77d1'
const DIGITS = CARD.number.replaceAll(' ', '')
const SECRETS = [CARD.number, DIGITS, PASSWORD, CLIENT_SECRET, API_PASSWORD, SIGNATURE]

/** Three or four figures are everywhere; these ones are nowhere by themselves. */
const CVV = /(?<![0-9A-Za-z])8731(?![0-9A-Za-z])/

let shop: Shop | undefined
afterEach(async () => {
  await shop?.stop()
  shop = undefined
})

function expectNothing(files: readonly FoundFile[]): void {
  for (const secret of SECRETS)
    for (const form of written(secret))
      expect(files.filter(({ bytes }) => bytes.includes(form)).map(({ name }) => name)).toEqual([])
  for (const encoding of ['latin1', 'utf16le'] as const)
    expect(files.filter(({ bytes }) => CVV.test(bytes.toString(encoding))).map(({ name }) => name)).toEqual(
      [],
    )
}

const amex = { express: true, cards: ['visa', 'amex'] } as const
/** What was answered where a refusal is expected. */
const answers: unknown[] = []
const settled = async (promise: Promise<unknown>): Promise<void> => {
  const answer = await promise.catch((error: unknown) => error)
  answers.push(answer instanceof Error ? { ...answer, message: answer.message, stack: answer.stack } : answer)
}

/** Everything that can happen to a payment: good, refused, lost, broken, given back. */
async function everyOutcome(opened: Shop): Promise<void> {
  const { backend, simulator, payWithCard, sellWith, code } = opened
  const { api, done } = backend
  await sellWith('payflow-pro', { ...amex, cards: [...amex.cards] }, PASSWORD)
  const promo = await code({ usage: { kind: 'unlimited' } })
  const paid = await payWithCard({ code: promo }, CARD)
  expect(paid).toMatchObject({ state: 'completed', card: { brand: 'amex', lastFour: '0005' } })
  await done(api.payments.reverse({ id: paid.id }))
  expect((await payWithCard({ full: 111_200 }, CARD)).state).toBe('declined')
  await settled(payWithCard({ full: 102_300 }, { ...CARD, number: '3782 8224 6310 005' }))
  for (const kind of ['cut', 'answer-lost', 'half', 'wrong-type', 'http-500'] as const) {
    const fault: Fault = { kind, operation: 'A' }
    simulator.faults.next(fault, fault, fault)
    const { id } = await payWithCard({}, CARD)
    await done(api.payments.inquire({ id }))
  }
  // What does not fit the contract, or the account, or PayPal, is refused without being repeated.
  const request = { purchase: purchaseOf(), expect: 48_000, requestId: newRequestId() }
  for (const card of [
    { ...CARD, number: `${CARD.number}x` },
    { ...CARD, month: 13 },
    { ...CARD, cvv: `${CARD.cvv}0` },
    { ...CARD, extra: true },
  ])
    await settled(backend.call('payments.pay', { ...request, with: { kind: 'card', card } }))
  await settled(backend.call('payments.pay', { ...request, card: CARD }))
  await settled(backend.call('payments.quote', { ...purchaseOf(), number: DIGITS, cvv: CARD.cvv }))
  await sellWith('payflow-pro', { cards: ['visa'] }, `${PASSWORD} feil`)
  await settled(payWithCard({}, CARD))
  await settled(payWithCard())

  await sellWith('payflow-pro', { accountType: 'website-payments-pro', cards: [] }, PASSWORD)
  const hosted = await sendBuyer(opened, 'hosted')
  await decide(await buyersPage(hosted), 'pay', { number: CARD.number, expires: '11 / 31', cvv: CARD.cvv })
  expect((await hosted.ended).state).toBe('completed')

  await api.paypal.setApiAccount({
    mode: 'test',
    userName: 'fjord_api1.example.com',
    applicationId: 'APP-80W284485P519543T',
    password: API_PASSWORD,
    signature: SIGNATURE,
  })
  for (const [provider, secret] of [
    ['express-checkout-us', ''],
    ['paypal-checkout-rest', CLIENT_SECRET],
  ] as const) {
    await sellWith(provider, {}, secret)
    const express = await sendBuyer(opened, 'express')
    await decide(await buyersPage(express), 'approve')
    const { id, state } = await express.ended
    expect(state).toBe('completed')
    await done(api.payments.reverse({ id }))
  }
}

describe('card number, CVV and passwords', () => {
  it('are in no file, log, event, answer or error, whatever happens', async () => {
    const folder = await newFolder()
    const log = logFile({ folder: join(folder, 'logs'), name: 'backend', clock: testClock() })
    shop = await openShop({ folder, parts: { log } })
    const { backend } = shop
    await everyOutcome(shop)
    await settled(backend.call('payments.list', { limit: 200 }))
    await settled(backend.call('history.list', { limit: 200 }))
    await settled(backend.call('jobs.list', {}))
    const file = backend.backend.files.registerWrite(join(folder, 'site.ehandel'))
    await backend.done(backend.api.siteFile.save({ file: file.token }))
    // While the write-ahead log is there.
    const files = await everyFile(folder)
    const said = [...backend.events, ...answers].map((one) => Buffer.from(JSON.stringify(one)))
    const output = said.map((bytes, i) => ({ name: `said ${i}`, bytes }))

    const names = files.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['site.sqlite', 'site.sqlite-wal', 'backend.log', 'site.ehandel']),
    )
    // The search finds what is there: the last figures of the card, and the merchant.
    expect(files.find(({ name }) => name === 'site.sqlite-wal')?.bytes.includes('0005')).toBe(true)
    expect(files.find(({ name }) => name === 'site.ehandel')?.bytes.includes('Fjordkurs')).toBe(true)
    expect(CVV.test(JSON.stringify(CARD))).toBe(true)
    expect(answers.length).toBeGreaterThan(8)
    expectNothing([...files, ...output])
  })

  it('are in nothing that a killed process leaves', async () => {
    const folder = await newFolder()
    const simulator = createSimulator({ clock: testClock(), random: seededRandom() })
    const { url } = await simulator.listen()
    try {
      for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
        const paying = fork(child, [folder, url, '0'], {
          cwd: folder,
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        })
        paying.on('message', (message: FromBuyers) => {
          if ('ready' in message) {
            const todo = Array.from({ length: 200 }, (_, index) => index)
            paying.send({ do: 'pay', todo } satisfies ToBuyers)
          }
          if ('ended' in message && message.ended > 30) paying.kill(signal)
        })
        await once(paying, 'exit')
      }
      const files = await everyFile(folder)
      expect(simulator.ledger.charges().length).toBeGreaterThan(30)
      expect(files.some(({ bytes }) => bytes.includes('buyer-number-31'))).toBe(true)
      for (const secret of [VISA.number, VISA.number.replaceAll(' ', ''), 'hemmelig'])
        for (const form of written(secret))
          expect(files.filter(({ bytes }) => bytes.includes(form)).map(({ name }) => name)).toEqual([])
    } finally {
      await simulator.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
