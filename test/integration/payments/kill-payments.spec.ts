import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Fault, FaultKind } from '#backend/areas/simulator/faults.ts'
import { NONE_IS_FINAL_MS } from '#backend/areas/payments/settle.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize, leftAtKill } from '../../support/campaign.ts'
import { audit, readBooks } from '../../support/payments/audit.ts'
import { type FromBuyers, OTHERS, type ToBuyers } from '../../support/payments/buyers.ts'
import { type SimulatorProcess, startSimulatorProcess } from '../../support/simulator/simulator-process.ts'

const PAYMENTS = campaignSize({ small: 1000, full: 10_000 })
/** Of the process that pays, at random moments; the payments go on in the next one. */
const KILLS = campaignSize({ small: 6, full: 25 })
/** At least so many payments end without an answer, and so many are held by PayPal; few payments meet few faults. */
const LEAST_UNKNOWN = campaignSize({ small: 1, full: 26 })
const LEAST_HELD = campaignSize({ small: 20, full: 200 })
/** Share of the calls that meet a fault. */
const FAULTS = 0.15
/** What was sent is lost, or its answer is: of payments, captures, voids and refunds alike. */
const LOSSES: readonly FaultKind[] = ['cut', 'answer-lost', 'half', 'wrong-type', 'http-500']
/** What PayPal has and does not complete, in each protocol's own words. */
const HELD: readonly Fault[] = [
  ...['126', '127'].map((code) => ({ protocol: 'payflow', operation: 'A', code }) as const),
  ...['echeck', '126'].map((code) => ({ protocol: 'payflow', operation: 'S', code }) as const),
  ...['echeck', 'paymentreview', 'multi-currency'].map(
    (code) => ({ protocol: 'express', operation: 'DoExpressCheckoutPayment', code }) as const,
  ),
  { protocol: 'express', operation: 'RefundTransaction', code: 'echeck' } as const,
  ...['ECHECK', 'PENDING_REVIEW'].map(
    (code) => ({ protocol: 'rest', operation: 'capture-order', code }) as const,
  ),
  { protocol: 'rest', operation: 'refund', code: 'ECHECK' } as const,
].map((fault) => ({ kind: 'hold', ...fault }))
/** Of what PayPal holds, this share is accepted, each time somebody looks. */
const ACCEPTED = 0.6
/** Refunds that PayPal gave up are asked for again, and may be held again. */
const MOST_SETTLINGS = 8

const child = fileURLToPath(new URL('../../support/payments/paying-child.ts', import.meta.url))

let folder: string
let simulator: SimulatorProcess
beforeAll(async () => {
  folder = await mkdtemp(join(await fastest(), 'ecommerce-admin-'))
  simulator = await startSimulatorProcess('kill-payments', 10 * PAYMENTS)
})
afterAll(async () => {
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A kill leaves what a process has written, so a disk in memory, where there is one, proves the same much sooner. */
const fastest = (): Promise<string> =>
  access('/dev/shm').then(
    () => '/dev/shm',
    () => tmpdir(),
  )

/** How each buyer fares: waiting, in the midst of paying, or done. */
const todo = new Set(Array.from({ length: PAYMENTS }, (_, index) => index))
const begun = new Set<number>()
const ends = new Map<number, string>()
let runs = 0

/** Starts the process that pays; each sees a clock a while after the one before. */
async function start(onMessage: (message: FromBuyers) => void = () => undefined): Promise<ChildProcess> {
  const offset = ++runs * (NONE_IS_FINAL_MS + 1000)
  const other = OTHERS[runs % OTHERS.length] ?? ''
  const paying = fork(child, [folder, simulator.url, String(offset), other], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A start takes half as long with what another start has compiled.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  const ready = Promise.withResolvers<undefined>()
  paying.on('message', (message: FromBuyers) => {
    if ('ready' in message) ready.resolve(undefined)
    else onMessage(message)
  })
  paying.once('exit', () => ready.reject(new Error('the process that pays did not start')))
  await ready.promise
  return paying
}

const say = (to: ChildProcess, message: ToBuyers): void => void to.send(message)
const endOf = async (paying: ChildProcess): Promise<unknown> => (await once(paying, 'exit'))[0]

function note(message: FromBuyers): void {
  if ('begun' in message) begun.add(message.begun)
  if (!('ended' in message)) return
  begun.delete(message.ended)
  todo.delete(message.ended)
  ends.set(message.ended, message.state)
}

/** Pays until so many are left, and kills the process then; answers how many were in the midst of it. */
async function payAndKill(left: number): Promise<number> {
  const paying = await start((message) => {
    note(message)
    if (todo.size <= left && begun.size > 0) paying.kill('SIGKILL')
  })
  const ended = endOf(paying)
  // Those whom the kill before has cut off ask again with the same number first.
  say(paying, { do: 'pay', todo: [...begun, ...[...todo].filter((index) => !begun.has(index))] })
  expect(await ended, 'the process that pays ended by itself').toBeNull()
  // Meanwhile people decide about some of what is held, and the night comes.
  await simulator.decide(ACCEPTED)
  simulator.night()
  return begun.size
}

it(
  `charges each of ${PAYMENTS} payments once, through faults, reviews and ${KILLS} kills, and loses none`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    simulator.faults.often(FAULTS, [...LOSSES.map((kind) => ({ kind })), ...HELD])
    let interrupted = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      interrupted += await payAndKill(leftAtKill(kill, { kills: KILLS, left: todo.size }))
    }
    const last = await start(note)
    say(last, { do: 'pay', todo: [...begun, ...[...todo].filter((index) => !begun.has(index))] })
    expect(await endOf(last)).toBe(0)
    expect(todo.size).toBe(0)
    // Kills between two payments would prove nothing, nor would faults that leave nothing open.
    expect(interrupted).toBeGreaterThan(KILLS)
    // Counted as the buyers saw it: what is open is asked about by itself, and may be settled by now.
    const ended = (...states: string[]) => [...ends.values()].filter((end) => states.includes(end)).length
    expect(ended('unknown')).toBeGreaterThanOrEqual(LEAST_UNKNOWN)
    expect(ended('pending', 'under-review')).toBeGreaterThanOrEqual(LEAST_HELD)

    simulator.faults.clear()
    for (let round = 1, waiting = Infinity; waiting > 0 && round <= MOST_SETTLINGS; round += 1) {
      await simulator.decide(ACCEPTED)
      const settling = await start()
      say(settling, { do: 'settle' })
      expect(await endOf(settling)).toBe(0)
      waiting = readBooks(folder).payments.filter(({ open }) => open === 1).length
    }

    const books = readBooks(folder)
    const charges = await simulator.charges()
    expect(audit(books, charges)).toEqual([])
    const refused = ended('held', 'used-up')
    expect(books.payments.length + refused).toBe(PAYMENTS)
    const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
    const ours = books.payments.filter(({ state }) => state === 'completed').map(({ pay }) => pay)
    expect(sum(ours)).toBe(sum(charges.map(({ captured, refunded }) => captured - refunded)))
    const states = new Set(books.payments.map(({ state }) => state))
    expect([...states].sort()).toEqual(['cancelled', 'completed', 'declined', 'failed', 'refunded', 'voided'])
  },
)
