import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import { campaignSize } from '../campaign.ts'

/*
 * Campaigns of made-up input. The cases of a session come from one seed, so a session that failed is done again with
 * `FUZZ_SEED=` and its number; the seeds of the sessions follow each other. A full campaign is another one each time.
 */
const FIRST_SEED = Number(
  process.env.FUZZ_SEED ?? campaignSize({ small: 2026, full: Math.floor(Date.now() / 1000) }),
)
if (!Number.isSafeInteger(FIRST_SEED)) throw new Error('FUZZ_SEED is a whole number')

/** No answer may take longer. */
export const SLOWEST_MS = 1000
/** Of a campaign: what else is wrong follows when these are fixed. */
const FAULTS_SHOWN = 8
const SHRINK_MS = 20_000

/** How a case ended: how long its answer took, and what is wrong with it. */
export interface Outcome {
  readonly ms: number
  /** Null where nothing is; the same words for the same fault, since of each only the first is minimised. */
  readonly fault: string | null
  /** Counted by what it says, so that a campaign can show that its cases got through. */
  readonly kind?: string
}

/** What cases are tried on. */
export interface Session<Case> {
  run(one: Case): Promise<Outcome>
  /** Ends it; answers with what is wrong with it as a whole. */
  close(): Promise<string | null>
}

export interface Campaign<Case> {
  readonly name: string
  readonly cases: number
  /** Cases that follow each other on one session. */
  readonly perSession: number
  readonly arbitrary: fc.Arbitrary<Case>
  open(): Promise<Session<Case>>
  /** One, unless cases do not depend on each other. */
  readonly atATime?: number
  /** How a case is shown. */
  readonly show?: (one: Case) => string
}

export interface CampaignEnd {
  /** How many cases ended in which way. */
  readonly kinds: ReadonlyMap<string, number>
}

interface Fault<Case> {
  readonly seed: number
  readonly index: number
  readonly one: Case
  readonly fault: string
  readonly smallest: { one: Case; fault: string } | null
}

const shown = (one: unknown): string =>
  inspect(one, { depth: 8, maxArrayLength: 20, maxStringLength: 300, breakLength: 120 })

/** Does the cases, prints what came of them, and fails with the smallest input that has each fault. */
export async function fuzz<Case>(campaign: Campaign<Case>): Promise<CampaignEnd> {
  const { name, cases, perSession, show = shown } = campaign
  const kinds = new Map<string, number>()
  const faults: Fault<Case>[] = []
  const ends: string[] = []
  const slowest = { ms: 0, what: '' }
  let late = 0
  const began = performance.now()

  for (let done = 0, seed = FIRST_SEED; done < cases; done += perSession, seed += 1) {
    const values = fc.sample(campaign.arbitrary, { seed, numRuns: Math.min(perSession, cases - done) })
    const session = await campaign.open()
    const note = async (index: number, { ms, fault, kind }: Outcome): Promise<void> => {
      const one = values[index] as Case
      if (kind !== undefined) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      if (ms > slowest.ms) Object.assign(slowest, { ms, what: show(one) })
      if (fault === null || faults.length >= FAULTS_SHOWN || faults.some((known) => known.fault === fault))
        return
      const found = { seed, index, one, fault, smallest: null }
      faults.push(found)
      faults[faults.indexOf(found)] = { ...found, smallest: await minimise(campaign, session, found) }
    }
    try {
      const again = await eachOnce(values, campaign.atATime ?? 1, session, note)
      late += again.length
      for (const index of again) await note(index, await slowAgain(session, values[index] as Case))
    } finally {
      const end = await session.close()
      if (end !== null) ends.push(`${name}: ${end}\n  again: FUZZ_SEED=${seed}`)
    }
  }

  const seconds = (performance.now() - began) / 1000
  process.stdout.write(
    `${name}: ${cases} cases in ${seconds.toFixed(0)} s, FUZZ_SEED=${FIRST_SEED}, slowest answer ${slowest.ms.toFixed(0)} ms, ` +
      `${late} tried again ${shownKinds(kinds)}\n`,
  )
  expect([...faults.map((fault) => report(name, fault, show)), ...ends].join('\n\n')).toBe('')
  return { kinds }
}

/** Answers with the places of the cases whose answer was late: on a busy machine, one is late once. */
async function eachOnce<Case>(
  values: readonly Case[],
  atATime: number,
  session: Session<Case>,
  note: (index: number, outcome: Outcome) => Promise<void>,
): Promise<number[]> {
  const late: number[] = []
  let next = 0
  async function work(): Promise<void> {
    while (next < values.length) {
      const index = next++
      const outcome = await session.run(values[index] as Case)
      if (outcome.fault === null && outcome.ms >= SLOWEST_MS) late.push(index)
      else await note(index, outcome)
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return late
}

/** A case that was late, by itself and by the time that others leave: what the case delays is late each time. */
async function slowAgain<Case>(session: Session<Case>, one: Case): Promise<Outcome> {
  let best: Outcome = { ms: Infinity, fault: null }
  for (let tries = 0; tries < 3 && best.ms >= SLOWEST_MS; tries += 1) {
    const before = contention()
    const outcome = await session.run(one)
    if (outcome.fault !== null) return outcome
    const ms = (2 * outcome.ms) / (before + contention())
    if (ms < best.ms) best = { ...outcome, ms }
  }
  return best.ms < SLOWEST_MS ? best : { ...best, fault: 'the answer is late each time' }
}

const CONTENTION_MS = 30

/** How much longer work takes on this machine now than its own time: 1 where it has a core to itself. */
function contention(): number {
  const [began, used] = [performance.now(), process.cpuUsage()]
  for (;;) {
    const { user, system } = process.cpuUsage(used)
    const own = (user + system) / 1000
    if (own >= CONTENTION_MS) return Math.max(1, (performance.now() - began) / own)
  }
}

/** The smallest case near the failed one that fails as well, by itself; null where the failed one does not fail again. */
async function minimise<Case>(
  { arbitrary }: Campaign<Case>,
  session: Session<Case>,
  { seed, index, fault }: Fault<Case>,
): Promise<Fault<Case>['smallest']> {
  const isSlow = fault.includes('late')
  let last: Fault<Case>['smallest'] = null
  const property = fc.asyncProperty(arbitrary, async (one) => {
    const outcome = isSlow ? await slowAgain(session, one) : await session.run(one)
    if (outcome.fault !== null) last = { one, fault: outcome.fault }
    return outcome.fault === null
  })
  await fc.check(property, { seed, path: String(index), numRuns: 1, interruptAfterTimeLimit: SHRINK_MS })
  return last
}

function report<Case>(
  name: string,
  { seed, index, one, fault, smallest }: Fault<Case>,
  show: (one: Case) => string,
): string {
  const least = smallest
    ? `  smallest: ${show(smallest.one)}${smallest.fault === fault ? '' : ` (${smallest.fault})`}`
    : '  does not fail by itself: it needs what came before it in its session'
  return [
    `${name}: ${fault}`,
    `  case ${index}: ${show(one)}`,
    least,
    `  again: FUZZ_SEED=${seed} npm run test:integration -- ${expect.getState().testPath?.split('/').at(-1)}`,
  ].join('\n')
}

const shownKinds = (kinds: ReadonlyMap<string, number>): string =>
  [...kinds]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
