import pg from 'pg'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { DatabaseTarget } from '../storage-places.ts'
import type { Lend } from './connection.ts'
import { asRefusal } from './errors.ts'

export type PostgresTarget = DatabaseTarget

/** A few connections to the server, made when they are needed. */
export interface ServerConnections {
  /** @throws Refusal of the area `storage` where there is no connection; what `work` throws */
  readonly lend: Lend
  close(): Promise<void>
}

const CONNECT_MS = 10_000
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
    ssl: tls && { rejectUnauthorized: true, ...tls },
    sslnegotiation: 'postgres',
    client_encoding: 'UTF8',
    application_name: 'ecommerce-admin',
    options: `-c default_transaction_read_only=${writes ? 'off' : 'on'} -c datestyle=ISO -c timezone=UTC`,
  }) satisfies pg.ClientConfig

/** Connects when something is asked for. */
export function connectTo(
  target: PostgresTarget,
  { log, most, writes }: { log: Log; most: number; writes: boolean },
): ServerConnections {
  const pool = new pg.Pool({ ...connectionConfig(target, { writes }), max: most })
  // A connection that ends while nobody uses it is an event; who uses it next gets another, or the error.
  const noteLost = (error: Error) => log.warn('storage.connection-lost', { reason: reasonOf(error) })
  pool.on('error', noteLost)
  pool.on('connect', (client) => client.on('error', noteLost))
  const limited = createLimit(most)
  return {
    lend: (work) =>
      limited(async () => {
        const client = await connected(pool, log)
        try {
          const result = await work(client)
          client.release()
          return result
        } catch (error) {
          // What the server said leaves the connection in order; of anything else nobody knows.
          client.release(!(error instanceof pg.DatabaseError || error instanceof Refusal))
          throw error
        }
      }),
    close: () => pool.end(),
  }
}

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
