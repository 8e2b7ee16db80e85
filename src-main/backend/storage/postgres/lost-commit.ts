import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { Refusal } from '#shared/contract/refusal.ts'
import { currentRequest, noteStored } from '#backend/kernel/current-request.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { serverCode } from './errors.ts'
import { asLoggedIn, type ServerConnections } from './server.ts'

/** A transaction that was to be committed. */
export interface EndingTransaction {
  /** Its number, by which the server knows what happened to it. */
  readonly xid: string
  /** The request that it has recorded, if any. */
  readonly requestId: string | null
  /** Since when the server ran that carried it out. */
  readonly serverSince: string
  /** The server's process that carried it out. */
  readonly process: number
}

/** So long the server is asked before it is said that nobody knows. */
const ASKED_FOR_MS = 30_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2000
/** A process that still has the transaction after this has not received the COMMIT, and never will. */
const PATIENCE_MS = 1000

type Outcome = 'committed' | 'aborted' | 'in progress' | 'unknown'

/**
 * Finds out what happened to a transaction whose COMMIT got no answer; answers whether it is stored.
 * @throws Refusal 'backend.outcome-unknown' for a call whose outcome can be looked up later; otherwise an error of ours
 */
export async function wasCommitted(
  writing: ServerConnections,
  transaction: EndingTransaction,
  log: Log,
): Promise<boolean> {
  const since = performance.now()
  const waited = (): number => performance.now() - since
  for (let wait = FIRST_PAUSE_MS; waited() < ASKED_FOR_MS; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    const outcome = await writing
      .lend((client) => outcomeOf(client, transaction, waited() > PATIENCE_MS))
      .catch(() => undefined)
    if (outcome === 'committed' || outcome === 'aborted') {
      log.warn('storage.commit-looked-up', { outcome, ms: Math.round(waited()) })
      return outcome === 'committed'
    }
    if (outcome === 'unknown') break
    await pause(wait)
  }
  log.error('storage.commit-unknown')
  noteStored('unclear')
  const request = currentRequest()
  throw request?.id
    ? new Refusal('backend.outcome-unknown', { method: request.method, requestId: request.id })
    : new Error('the outcome of a commit is unknown')
}

async function outcomeOf(
  client: pg.ClientBase,
  transaction: EndingTransaction,
  endsIt: boolean,
): Promise<Outcome> {
  const { xid, process } = transaction
  const { rows } = await client
    .query<{ outcome: Outcome | null }>('SELECT pg_xact_status($1::xid8) AS outcome', [xid])
    .catch((error: unknown) => {
      if (serverCode(error) === NUMBER_NOT_GIVEN) return { rows: [{ outcome: 'aborted' as const }] }
      throw error
    })
  const outcome = rows[0]?.outcome ?? 'unknown'
  if (outcome === 'in progress' && endsIt)
    await client.query(
      asLoggedIn(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid = ${process} AND backend_xid = '${xid}'::xid8::xid`),
    )
  return outcome === 'committed' ? await outcomeOfCommitted(client, transaction) : outcome
}

/** A crash has taken the server back to before the transaction. */
const NUMBER_NOT_GIVEN = '22023'

/**
 * A server that has crashed gives the number of a transaction of which it had written nothing to another one. Only what
 * the transaction recorded says whether it is this one, by a query of its own: the one before may have seen less.
 */
async function outcomeOfCommitted(
  client: pg.ClientBase,
  { xid, requestId, serverSince }: EndingTransaction,
): Promise<Outcome> {
  const { rows } = await client.query<{ recorded: boolean; since: string }>(
    `SELECT EXISTS (SELECT FROM request WHERE id = $2 AND xmin = $1::xid8::xid) AS recorded,
      pg_postmaster_start_time()::text AS since`,
    [xid, requestId],
  )
  if (requestId !== null) return rows[0]?.recorded ? 'committed' : 'aborted'
  return rows[0]?.since === serverSince ? 'committed' : 'unknown'
}
