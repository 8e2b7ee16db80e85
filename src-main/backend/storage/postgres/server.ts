import type { Socket } from 'node:net'
import pg from 'pg'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { DatabaseTarget } from '../storage-places.ts'
import type { Lend } from './connection.ts'
import { asRefusal, isConnectionLost } from './errors.ts'

export type PostgresTarget = DatabaseTarget

/** A few connections to the server, made when they are needed. */
export interface ServerConnections {
  /** @throws Refusal of the area `storage` where there is no connection; what `work` throws */
  readonly lend: Lend
  /** Ends the connections at once, with what is on its way: the server does not answer, and may never. */
  cut(): void
  close(): Promise<void>
}

export interface ConnectOptions {
  readonly log: Log
  /** So many connections at most. */
  readonly most: number
  /** Without it the server refuses every change, and work whose connection is lost begins again with another one. */
  readonly writes: boolean
  /** Each query is sent at once, without waiting for the answer to the one before. Such a connection knows no COPY. */
  readonly pipeline?: boolean
  /** A connection was lost while it was used, or could not be made. */
  onLost?(): void
}

const CONNECT_MS = 10_000
/** A connection that nobody uses and that the network has dropped is found out so soon. */
const KEEP_ALIVE_MS = 10_000
/** Making a connection takes half a second on a slow line: one that a person may need again soon is kept. */
const IDLE_MS = 120_000
/** Ends the transaction of a client that has frozen, so that others need not wait for it. */
const FROZEN_MS = 60_000

const { builtins } = pg.types
/** Numbers as numbers, since no id, count or sum is beyond what one holds; days as they are written. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === builtins.INT8 || oid === builtins.NUMERIC
      ? Number
      : oid === builtins.DATE
        ? String
        : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
}

/** For the driver: all that it would read from the environment otherwise. */
export const connectionConfig = ({ tls, ...where }: PostgresTarget, { writes }: { writes: boolean }) =>
  ({
    ...where,
    types,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: FROZEN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    ssl: tls && { rejectUnauthorized: true, ...tls },
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    application_name: 'ecommerce-admin',
    options: `-c default_transaction_read_only=${writes ? 'off' : 'on'} -c datestyle=ISO -c timezone=UTC`,
  }) satisfies pg.ClientConfig

/** Connects when something is asked for. */
export function connectTo(
  target: PostgresTarget,
  { log, most, writes, pipeline = false, onLost }: ConnectOptions,
): ServerConnections {
  const pool = new pg.Pool({
    ...connectionConfig(target, { writes }),
    max: most,
    pipeline,
    idleTimeoutMillis: IDLE_MS,
  })
  const connections = new Set<pg.ClientBase>()
  // A connection that ends while nobody uses it is an event; who uses it next gets another, or the error.
  const noteLost = (error: Error, client: pg.ClientBase) => {
    connections.delete(client)
    log.warn('storage.connection-lost', { reason: reasonOf(error) })
  }
  pool.on('error', noteLost)
  pool.on('connect', (client) => {
    client.on('error', (error) => noteLost(error, client))
    connections.add(client)
  })
  pool.on('remove', (client) => connections.delete(client))
  const limited = createLimit(most)
  const lend = async <T>(work: (client: pg.ClientBase) => Promise<T>, left: number): Promise<T> => {
    const client = await connected(pool, log).catch((error: unknown) => {
      onLost?.()
      throw error
    })
    try {
      const result = await work(client)
      client.release()
      return result
    } catch (error) {
      const isLost = isConnectionLost(error) || !connections.has(client)
      // What the server said leaves the connection in order, unless it ends it; of anything else nobody knows.
      client.release(isLost || !(error instanceof pg.DatabaseError || error instanceof Refusal))
      if (!isLost) throw error
      onLost?.()
      if (writes || left === 0) throw error
      return await lend(work, left - 1)
    }
  }
  return {
    // All that were idle may have ended unnoticed.
    lend: (work) => limited(() => lend(work, most)),
    cut() {
      for (const client of connections) streamOf(client).destroy(new Error(CUT))
    },
    close: () => pool.end(),
  }
}

const CUT = 'Connection terminated: the server does not answer'

const streamOf = (client: pg.ClientBase): Socket =>
  (client as pg.ClientBase & { readonly connection: { readonly stream: Socket } }).connection.stream

/**
 * Lets `most` pieces of work run at a time, and any number wait. The pool's own waiting ends with "cannot connect" when
 * those that are connected take long.
 */
export function createLimit(most: number) {
  let free = most
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

/**
 * A statement as the user who logged in, also where the sessions of that user take on another role: only of the former
 * the server knows that the connections are theirs, and lets them be ended.
 */
export const asLoggedIn = (statement: string): string => `BEGIN; SET LOCAL ROLE NONE; ${statement}; COMMIT`

const connected = (pool: pg.Pool, log: Log): Promise<pg.PoolClient> => connecting(log, () => pool.connect())

/** @throws Refusal of the area `storage`; the log has the reason */
export async function connecting<T>(log: Log, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect()
  } catch (error) {
    log.error('storage.not-connected', { reason: reasonOf(error as Error) })
    const known = asRefusal(error)
    throw known instanceof Refusal
      ? known
      : new Refusal('storage.unavailable', { reason: 'server', place: 'data' })
  }
}

/** Says what happened without what was asked. */
export const reasonOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message
