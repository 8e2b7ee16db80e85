import pg from 'pg'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'

type StorageCode = Extract<
  ErrorCode,
  'storage.full' | 'storage.damaged' | 'storage.locked' | 'storage.unavailable'
>

/** What the server's codes (SQLSTATE) mean to a person, the first that matches. */
const MEANINGS: readonly (readonly [RegExp, StorageCode])[] = [
  // Disk full; out of memory or connections is a matter of the server's.
  [/^53100$/, 'storage.full'],
  // Data or index corrupted.
  [/^XX00[12]$/, 'storage.damaged'],
  // Lock not available in time, deadlock, serialization failure.
  [/^(55P03|40P01|40001)$/, 'storage.locked'],
  // Connection, login, database or rights missing, read only, resources, ended by an administrator or in recovery, input or output.
  [/^(08...|28...|3D000|42501|25006|25P03|53...|57P..|58...)$/, 'storage.unavailable'],
]

/** The driver gives no code where a connection ends or cannot be made. */
const CONNECTION_ENDED = /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/

/** The server's code, such as 23505; undefined for another kind of error. */
export const serverCode = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined

/** A statement that another connection has ended. */
export const QUERY_CANCELLED = '57014'

/** The refusal that says what an error of the server or of the connection means to a person; other errors as they are. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error
  const code = serverCode(error)
  if (code !== undefined) {
    const meaning = MEANINGS.find(([pattern]) => pattern.test(code))?.[1]
    return meaning ? refusalOf(meaning) : error
  }
  return 'syscall' in error || CONNECTION_ENDED.test(error.message)
    ? new Refusal('storage.unavailable', { reason: 'server', place: 'data' })
    : error
}

/** The server ended the connection, or did before it answered: an administrator, a crash, or it stops. */
const ENDED_BY_SERVER = /^57P0[123]$/

/** Whether the connection is lost, so that nobody knows whether what was asked of the server last was done. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Refusal) return false
  const code = serverCode(error)
  if (code !== undefined) return ENDED_BY_SERVER.test(code)
  return 'syscall' in error || CONNECTION_ENDED.test(error.message)
}

const refusalOf = (code: StorageCode): Refusal =>
  code === 'storage.unavailable'
    ? new Refusal(code, { reason: 'server', place: 'data' })
    : new Refusal(code, {})

/** Runs statements; errors of the server and the connection come out as refusals. */
export async function translating<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asRefusal(error)
  }
}
