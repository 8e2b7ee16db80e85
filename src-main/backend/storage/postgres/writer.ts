import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { Refusal } from '#shared/contract/refusal.ts'
import type { StoredArea } from '#shared/contract/stored-areas.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import { currentRequest, noteStored } from '#backend/kernel/current-request.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { createTurns } from '#backend/kernel/turns.ts'
import { type WriteConnection, writeConnection } from './connection.ts'
import { asRefusal, isConnectionLost, QUERY_CANCELLED, serverCode, translating } from './errors.ts'
import { wasCommitted } from './lost-commit.ts'
import { type ClientName, notifyOthers } from './changes-elsewhere.ts'
import { recordRequest } from './requests.ts'
import { asLoggedIn, type ServerConnections } from './server.ts'

/** `note` takes down where something is written. */
type Work<T> = (connection: WriteConnection, note: (area: StoredArea) => void) => Promise<T>
type Lent<T> = (client: pg.ClientBase) => Promise<T>

export interface Writer {
  /** As `Storage.transaction`. */
  transaction<T>(name: string, work: Work<T>, signal?: AbortSignal): Promise<T>
  /** Runs `work`, which is no transaction, while this client is in none. */
  alone<T>(name: string, work: Lent<T>): Promise<T>
  /** Waits for what is being written. */
  idle(): Promise<void>
}

export interface WriterOptions {
  readonly writing: ServerConnections
  readonly log: Log
  /** By which others are notified of what it has stored. */
  readonly client: ClientName
}

/** The one writer of this client; among all clients of the site it takes its turn by a lock of the server. */
export function createWriter({ writing, log, client: name }: WriterOptions): Writer {
  const turns = createTurns()
  const inside = new AsyncLocalStorage<{ over: boolean }>()
  const run = async <T>(work: Work<T>, signal?: AbortSignal): Promise<T> => {
    const transaction = { over: false }
    let hasBegun = false
    const marked: Work<T> = (...given) => {
      hasBegun = true
      return inside.run(transaction, () => work(...given))
    }
    const attempt = () =>
      writing.lend((client) =>
        inTransaction(
          { client, writing, name, log, cancelling: cancelling(client, writing, signal) },
          marked,
        ),
      )
    try {
      // A connection that ended while nobody used it shows when a transaction is to begin: another is made then.
      return await attempt().catch((error: unknown) => {
        if (hasBegun || !isConnectionLost(error)) throw error
        return attempt()
      })
    } catch (error) {
      if (signal?.aborted && serverCode(error) === QUERY_CANCELLED) throw new Refusal('job.cancelled', {})
      throw hasBegun ? error : asRefusal(error)
    } finally {
      transaction.over = true
    }
  }
  return {
    async transaction(name, work, signal) {
      if (inside.getStore()?.over === false) throw new Error(`the transaction ${name} is inside another one`)
      const call = currentCall()
      return await turns.run(call?.method ?? name, () => run(work, signal), call?.onWaiting)
    },
    alone: (name, work) => turns.run(name, () => writing.lend(work)),
    idle: turns.idle,
  }
}

interface RunningTransaction {
  readonly client: pg.ClientBase
  readonly writing: ServerConnections
  readonly name: ClientName
  readonly log: Log
  readonly cancelling: Cancelling
}

async function inTransaction<T>(
  { client, writing, name, log, cancelling }: RunningTransaction,
  work: Work<T>,
): Promise<T> {
  let isOver = false
  const connection = writeConnection(client, log, () => {
    // The connection would carry it out beside the transaction, or in the next one.
    if (isOver) throw new Error('a statement comes after the end of its transaction')
    cancelling.check()
  })
  try {
    cancelling.check()
    await beginAlone(client)
    const areas = new Set<StoredArea>()
    const result = await work(connection, (area) => areas.add(area))
    await cancelling.end()
    cancelling.check()
    await recordRequest(connection, null)
    const written = await translating(() => notifyOthers(client, name, areas))
    isOver = true
    try {
      await commit(client)
    } catch (error) {
      if (written === null || !isConnectionLost(error)) throw asRefusal(error)
      const requestId = written.recorded ? (currentRequest()?.id ?? null) : null
      const transaction = { ...written, requestId, process: processOf(client) }
      if (!(await wasCommitted(writing, transaction, log))) throw asRefusal(error)
    }
    if (written !== null) noteStored('something')
    return result
  } catch (error) {
    isOver = true
    await cancelling.end()
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** The lock that the transaction of a site holds, whichever client runs it: a number that nothing else uses. */
export const WRITER_LOCK = 0x45434f4d
/** The longest wait for another client's transaction. */
const LOCK_MS = 30_000

/** Begins a transaction when no other client of the site is in one. */
export const beginAlone = (client: pg.ClientBase) =>
  client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_MS}; SELECT pg_advisory_xact_lock(${WRITER_LOCK})`)

async function commit(client: pg.ClientBase): Promise<void> {
  // The server answers a COMMIT after a failed statement with a rollback, not with an error.
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('a statement of the transaction has failed')
}

/** The server's process behind a connection. */
const processOf = (client: pg.ClientBase): number =>
  (client as pg.ClientBase & { readonly processID: number }).processID

/** Lets `signal` end the statement that runs and forbid the next ones. */
interface Cancelling {
  /** @throws Refusal 'job.cancelled' */
  check(): void
  /** From here on no statement is ended; waits for what is on its way to the server. */
  end(): Promise<void>
}

function cancelling(client: pg.ClientBase, writing: ServerConnections, signal?: AbortSignal): Cancelling {
  let onItsWay: Promise<unknown> = Promise.resolve()
  const onAbort = () => {
    onItsWay = writing
      .lend((other) => other.query(asLoggedIn(`SELECT pg_cancel_backend(${processOf(client)})`)))
      .catch(() => undefined)
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  return {
    check() {
      if (signal?.aborted) throw new Refusal('job.cancelled', {})
    },
    async end() {
      signal?.removeEventListener('abort', onAbort)
      await onItsWay
    },
  }
}
