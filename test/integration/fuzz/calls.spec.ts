import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { type BackendSession, openBackendSession, type Reply } from '../../support/fuzz/backend-session.ts'
import { anyCall, type Call } from '../../support/fuzz/contract-calls.ts'
import { fuzz, type Outcome } from '../../support/fuzz/fuzz.ts'

/** A job that waits for somebody, or takes longer, is cancelled. */
const JOB_MS = 300
/** For a job to end once it is cancelled. */
const CANCELLED_MS = 60_000

/** How a job that was started ended. */
async function endOfJob(session: BackendSession, jobId: string): Promise<Reply | 'never'> {
  const wait = session.call('jobs.wait', { jobId })
  const first = await Promise.race([wait, pause(JOB_MS)])
  if (first) return first
  await session.call('jobs.cancel', { jobId })
  return await Promise.race([wait, pause(CANCELLED_MS, 'never' as const)])
}

/** The fault of an answer, with the place in the code, which is the same for the same fault. */
async function faultOf(
  session: BackendSession,
  { method }: Call,
  error: Reply['error'],
): Promise<string | null> {
  if (error?.code !== 'internal') return null
  const line = await session.placeOf(error.details.reference)
  const place = /"place":"([^"|]+)/.exec(line)?.[1] ?? line
  return `${method} is answered with "internal": ${place}`
}

/**
 * These make a key of a passphrase, once or twice, which takes some tenths of a second on purpose and a memory that other
 * programs use as well: they may take three seconds.
 */
const MAKES_A_KEY = /^(secrets\.(setPassphrase|changePassphrase|unlock)|handover\.saveSecrets)$/

async function run(session: BackendSession, one: Call): Promise<Outcome> {
  const outcome = await ended(session, one)
  return MAKES_A_KEY.test(one.method) ? { ...outcome, ms: outcome.ms / 3 } : outcome
}

async function ended(session: BackendSession, one: Call): Promise<Outcome> {
  const input = await session.values.resolve(one.input)
  const reply = await session.call(one.method, input)
  const exited = session.exited()
  if (exited !== null) return { ms: reply.ms, fault: exited }
  if (!reply.ok) {
    const fault = reply.error ? await faultOf(session, one, reply.error) : `${one.method} is not answered`
    return { ms: reply.ms, fault, kind: reply.error?.code ?? 'nothing' }
  }
  session.values.learn(one.method, reply.output)
  const { jobId } = (reply.output ?? {}) as { jobId?: string }
  if (jobId === undefined || one.method.startsWith('jobs.')) return { ms: reply.ms, fault: null, kind: 'ok' }
  const end = await endOfJob(session, jobId)
  if (end === 'never') return { ms: reply.ms, fault: `${one.method} does not end when it is cancelled` }
  const { state, output, error } = (end.output ?? {}) as {
    state?: string
    output?: unknown
    error?: Reply['error']
  }
  session.values.learn(one.method, output)
  return {
    ms: reply.ms,
    fault: await faultOf(session, one, error),
    kind: `job ${error?.code ?? state ?? '?'}`,
  }
}

it(
  'keeps the backend alive whatever is called with whatever, answers quickly, and never with "internal"',
  async () => {
    const { kinds } = await fuzz<Call>({
      name: 'calls',
      cases: campaignSize({ small: 600, full: 100_000 }),
      perSession: 2500,
      arbitrary: anyCall,
      async open() {
        const session = await openBackendSession()
        return { run: (one) => run(session, one), close: () => session.close() }
      },
    })
    // Calls of every kind got through: done, refused for what they say, refused for how they look.
    for (const kind of ['ok', 'job done', 'input.invalid', 'method.unknown', 'job file.unknown'])
      expect([...kinds.keys()]).toContain(kind)
  },
  CAMPAIGN_TIMEOUT_MS,
)
