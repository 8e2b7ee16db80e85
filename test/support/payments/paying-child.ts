import { randomBytes } from 'node:crypto'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { testKeychain } from '../commerce/keychain.ts'
import { contentFor } from '../commerce/contents.ts'
import { createCodes, creationOf } from '../creations.ts'
import { startTestBackend } from '../test-backend.ts'
import { CODES, type FromBuyers, payRequest, priceOf, SCARCE, type ToBuyers } from './buyers.ts'

/**
 * Buyers that pay in a site's shop through a simulator elsewhere, many at once, until they are done or somebody kills
 * them: `node paying-child.ts FOLDER SIMULATOR OFFSET`. The clock runs `OFFSET` milliseconds ahead.
 */
const [folder = '', simulator = '', offset = '0'] = process.argv.slice(2)
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

async function openShop(): Promise<void> {
  const { test } = await api.commerce.get({ service: 'events' })
  if (test.revision > 0) return
  const provider = 'payflow-pro'
  const passwords = [{ provider, password: 'hemmelig' } as const]
  await api.commerce.update({ service: 'events', base: 0, content: contentFor(provider), passwords })
  for (const [codes, times] of [
    [CODES, 10_000],
    [SCARCE, 5],
  ] as const)
    for (const code of codes)
      await createCodes(
        backend,
        creationOf({
          codeType: { kind: 'custom', code },
          usage: { kind: 'times', times },
          expires: '2030-12-31' as IsoDate,
        }),
      )
}

/** Pays, and gives some of it back. What is refused was never begun. */
async function buy(index: number): Promise<void> {
  notify({ begun: index })
  try {
    const payment = await done(api.payments.pay({ ...payRequest(index), expect: priceOf(index) }))
    const state =
      payment.state === 'completed' && index % 7 === 0
        ? (await done(api.payments.reverse({ id: payment.id }))).state
        : payment.state
    notify({ ended: index, state })
  } catch (error) {
    if (!isRefusal(error, 'payments.code-refused')) throw error
    notify({ ended: index, state: error.details.refusal })
  }
}

/** Asks about everything that is open until nothing is. */
async function settleAll(): Promise<void> {
  for (let before: number | undefined; ;) {
    const { payments } = await api.payments.list({ limit: 200, ...(before !== undefined && { before }) })
    for (const { id, state } of payments)
      if (['started', 'authorized', 'unknown'].includes(state)) await done(api.payments.inquire({ id }))
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
