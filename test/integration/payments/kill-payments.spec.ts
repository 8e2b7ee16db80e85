import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FaultKind } from '#backend/areas/simulator/faults.ts'
import { NONE_IS_FINAL_MS } from '#backend/areas/payments/settle.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { audit, readBooks } from '../../support/payments/audit.ts'
import type { FromBuyers, ToBuyers } from '../../support/payments/buyers.ts'
import { type SimulatorProcess, startSimulatorProcess } from '../../support/simulator/simulator-process.ts'

const PAYMENTS = campaignSize({ small: 2000, full: 10_000 })
/** Of the process that pays, at random moments; the payments go on in the next one. */
const KILLS = campaignSize({ small: 8, full: 25 })
/** At least so many payments end without an answer; few payments meet few faults. */
const LEAST_UNKNOWN = campaignSize({ small: 1, full: 26 })
/** Share of the calls that meet a fault. */
const FAULTS = 0.15
const KINDS: readonly FaultKind[] = ['cut', 'answer-lost', 'half', 'wrong-type', 'http-500']

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
  const paying = fork(child, [folder, simulator.url, String(offset)], {
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
  return begun.size
}

it(
  `charges each of ${PAYMENTS} payments once, through faults and ${KILLS} kills, and loses none`,
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    simulator.faults.often(
      FAULTS,
      KINDS.map((kind) => ({ kind })),
    )
    let interrupted = 0
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const stretch = (PAYMENTS / (KILLS + 1)) * (0.5 + Math.random())
      interrupted += await payAndKill(Math.max(1, todo.size - Math.round(stretch)))
    }
    const last = await start(note)
    say(last, { do: 'pay', todo: [...begun, ...[...todo].filter((index) => !begun.has(index))] })
    expect(await endOf(last)).toBe(0)
    expect(todo.size).toBe(0)
    // Kills between two payments would prove nothing, nor would faults that leave nothing open.
    expect(interrupted).toBeGreaterThan(KILLS)
    // Counted as the buyers saw it: what is open is asked about by itself, and may be settled by now.
    expect([...ends.values()].filter((end) => end === 'unknown').length).toBeGreaterThanOrEqual(LEAST_UNKNOWN)

    simulator.faults.clear()
    const settling = await start()
    say(settling, { do: 'settle' })
    expect(await endOf(settling)).toBe(0)

    const books = readBooks(folder)
    expect(audit(books, await simulator.charges())).toEqual([])
    const refused = [...ends.values()].filter((end) => end === 'held' || end === 'used-up').length
    expect(books.payments.length + refused).toBe(PAYMENTS)
    const states = new Set(books.payments.map(({ state }) => state))
    expect([...states].sort()).toEqual(['completed', 'declined', 'failed', 'voided'])
  },
)
