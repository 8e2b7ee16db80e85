import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payment } from '#shared/contract/payments.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { type ProviderId, PROVIDER_IDS } from '#shared/domain/commerce/providers.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { testKeychain } from '../commerce/keychain.ts'
import { contentFor, usesPassword } from '../commerce/contents.ts'
import { createCodes, creationOf } from '../creations.ts'
import { visit } from '../simulator/browser.ts'
import { startTestBackend } from '../test-backend.ts'
import {
  CODES,
  decisionOf,
  type FromBuyers,
  PAYFLOW,
  payRequest,
  priceOf,
  SCARCE,
  type ToBuyers,
  wayOf,
} from './buyers.ts'

/**
 * Buyers that pay in a site's shop through a simulator elsewhere, many at once, until they are done or somebody kills
 * them: `node paying-child.ts FOLDER SIMULATOR OFFSET PROVIDER`. The clock runs `OFFSET` milliseconds ahead; `PROVIDER` is
 * that of the second service.
 */
const [folder = '', simulator = '', offset = '0', other = ''] = process.argv.slice(2)
const AT_ONCE = 24

const clock: Clock = { now: () => Date.now() + Number(offset) }
const backend = await startTestBackend({
  folder,
  parts: {
    clock,
    random: { bytes: (count) => randomBytes(count) },
    keychain: testKeychain(Buffer.alloc(32, 7)),
    paypal: { simulator: new URL(simulator) },
  },
})
const { api, done } = backend
const notify = (message: FromBuyers): void => void process.send?.(message)

async function sellWith(service: (typeof SERVICES)[number], provider: ProviderId): Promise<void> {
  const { test } = await api.commerce.get({ service })
  if (test.content.settings.provider === provider) return
  const content = contentFor(provider)
  const passwords = usesPassword(provider) ? [{ provider, password: 'hemmelig' } as const] : []
  await api.commerce.update({ service, base: test.revision, content, passwords })
  const account = content.accounts[provider]?.paypalEmail ?? ''
  if (!usesPassword(provider)) await api.commerce.grant({ service, mode: 'test', provider, account })
}

async function openShop(): Promise<void> {
  const { test } = await api.commerce.get({ service: 'events' })
  const provider = PROVIDER_IDS.find((id) => id === other) ?? PAYFLOW
  await sellWith('events', PAYFLOW)
  await sellWith('training', provider)
  if (test.revision > 0) return
  for (const service of SERVICES)
    for (const [codes, times] of [
      [CODES[service], 10_000],
      [SCARCE[service], 5],
    ] as const)
      for (const code of codes)
        await createCodes(
          backend,
          creationOf({
            service,
            codeType: { kind: 'custom', code },
            usage: { kind: 'times', times },
            expires: '2030-12-31' as IsoDate,
          }),
        )
}

/** Where each buyer goes on, by what is bought. */
const addresses = new Map<string, string>()
let read = 0
function addressOf(description: string): string | undefined {
  for (; read < backend.events.length; read += 1) {
    const { name, payload } = backend.events[read] ?? {}
    if (name !== 'payments.onChanged') continue
    const { payment } = payload as { payment: Payment }
    if (payment.buyerUrl !== null) addresses.set(payment.description, payment.buyerUrl)
  }
  return addresses.get(description)
}

/** Goes to PayPal's page and decides there, as soon as the payment waits for it. */
async function goToPaypal(index: number, isOver: () => boolean): Promise<void> {
  const { description } = payRequest(index).purchase
  let address: string | undefined
  while ((address = addressOf(description)) === undefined) {
    if (isOver()) return
    await sleep(5)
  }
  const token = new URL(address).searchParams.get('token') ?? ''
  const target = new URL('/cgi-bin/webscr', simulator)
  const body = new URLSearchParams({ cmd: '_express-checkout', token, decision: decisionOf(index) })
  const decided = await visit(target.href, { method: 'POST', body, headers: { Origin: target.origin } })
  const back = decided.headers.get('location')
  if (back !== null) await visit(back)
}

async function pay(index: number): Promise<Payment> {
  const started = await api.payments.pay({ ...payRequest(index), expect: priceOf(index) })
  let isOver = false
  const ended = done(Promise.resolve(started)).finally(() => void (isOver = true))
  ended.catch(() => undefined)
  if (wayOf(index).with === 'express') await goToPaypal(index, () => isOver)
  return await ended
}

/** What is completed is given back by some, and what PayPal holds is voided by some, where it can be. */
const takesBack = (index: number, { state, canVoid }: Payment): boolean =>
  (state === 'completed' && index % 7 === 0) || (canVoid && index % 3 === 0)

/** Pays, and gives some of it back. What is refused was never begun. */
async function buy(index: number): Promise<void> {
  notify({ begun: index })
  try {
    const payment = await pay(index)
    const { state } = takesBack(index, payment)
      ? await done(api.payments.reverse({ id: payment.id }))
      : payment
    notify({ ended: index, state })
  } catch (error) {
    // PayPal, or the settlement, was faster than the person.
    if (isRefusal(error, 'payments.not-reversible')) notify({ ended: index, state: error.details.state })
    else if (isRefusal(error, 'payments.code-refused')) notify({ ended: index, state: error.details.refusal })
    else throw error
  }
}

const OPEN: readonly Payment['state'][] = ['started', 'authorized', 'pending', 'under-review', 'unknown']

/** Asks about everything that is open. */
async function settleAll(): Promise<void> {
  for (let before: number | undefined; ;) {
    const { payments } = await api.payments.list({ limit: 200, ...(before !== undefined && { before }) })
    for (const { id, state } of payments) if (OPEN.includes(state)) await done(api.payments.inquire({ id }))
    before = payments.at(-1)?.id
    if (before === undefined) return
  }
}

process.on('message', (message: ToBuyers) => {
  const work = async () => {
    if (message.do === 'settle') await settleAll()
    else {
      const todo = [...message.todo]
      const one = async () => {
        for (let index = todo.shift(); index !== undefined; index = todo.shift()) await buy(index)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, one))
    }
    await backend.backend.close()
    process.exit(0)
  }
  void work()
})

await openShop()
notify({ ready: true })
