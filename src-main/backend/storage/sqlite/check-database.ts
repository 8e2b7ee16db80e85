import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { sql } from 'kysely'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { OwnedConnection, ReadConnection } from './connection.ts'
import { asRefusal, asStorageRefusal, inData } from './errors.ts'
import { readLogFrames } from './log-frames.ts'
import { SCHEMA_DIGEST } from './migrations/index.ts'
import { raw } from '../sql/query.ts'
import { distrust, schemaOf } from './site-file.ts'

/**
 * What is looked at before a database is opened, which costs a millisecond where it was closed in order: the head of the
 * file, its length, and whether its log holds all that was committed. SQLite looks at none of that by itself: it reads a
 * file that is cut short as far as it goes, and forgets what is behind a damaged place of the log. Nobody may have the
 * database open, since the first one who opens it rewrites the index of the log.
 * @throws Refusal 'storage.damaged', 'storage.unavailable'
 */
export function checkFiles(path: string): void {
  try {
    const file = openSync(path, 'r')
    try {
      if (!areWhole(path, file)) throw new Refusal('storage.damaged', {})
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asStorageRefusal(error, inData(path))
  }
}

/** The log is damaged: opening the database would discard what is left of it. */
export const isLogDamaged = (path: string): boolean => readLogFrames(path)?.isDamaged ?? false

const HEAD = 'SQLite format 3\0'

function areWhole(path: string, file: number): boolean {
  const log = readLogFrames(path)
  if (log?.isDamaged) return false
  const bytes = fstatSync(file).size
  // A kill can come before the first page is in the file: all of it is in the log.
  if (bytes === 0) return log !== undefined && log.databasePages > 0
  const head = Buffer.alloc(100)
  readSync(file, head, 0, head.length, 0)
  const pageSize = head.readUInt16BE(16) === 1 ? 65536 : head.readUInt16BE(16)
  if (head.toString('latin1', 0, HEAD.length) !== HEAD || pageSize < 512 || pageSize & (pageSize - 1))
    return false
  if (log?.databasePages) {
    if (log.pageSize !== pageSize) return false
    // Pages that the file lacks are those that a kill kept from being moved into it.
    for (let page = Math.floor(bytes / pageSize) + 1; page <= log.databasePages; page += 1)
      if (!log.found.has(page)) return false
    return true
  }
  const isCounted = head.readUInt32BE(24) === head.readUInt32BE(92)
  return bytes % pageSize === 0 && isCounted && head.readUInt32BE(28) * pageSize === bytes
}

/** Every table and index is as this program's migrations make it. */
export const isSchemaKnown = (connection: ReadConnection): boolean =>
  schemaDigest(connection) === SCHEMA_DIGEST

/** Of tables and indexes; what SQLite's own planner counts in the database is not among them. */
export const schemaDigest = (connection: ReadConnection): string =>
  createHash('sha256')
    .update(JSON.stringify(schemaOf(connection).filter((part) => !part.startsWith('table sqlite_stat'))))
    .digest('hex')

/** `full` compares every index with its table as well, and every reference, which takes ten times as long. */
export type CheckDepth = 'quick' | 'full'

/**
 * Looks at every page of the database and answers whether all are sound.
 * @param pause is awaited between the tables of a full check; what it throws ends it
 * @throws Refusal 'storage.unavailable', 'storage.locked'
 */
export async function checkPages(
  connection: OwnedConnection,
  depth: CheckDepth,
  pause: () => Promise<void>,
): Promise<boolean> {
  try {
    distrust(connection)
    return depth === 'quick' ? arePagesSound(connection) : await areTablesSound(connection, pause)
  } catch (error) {
    const refusal = asRefusal(error, inData(connection.database.name))
    if (isRefusal(refusal, 'storage.damaged')) return false
    throw refusal
  }
}

const arePagesSound = (connection: OwnedConnection): boolean =>
  connection.database.pragma('quick_check(1)', { simple: true }) === 'ok' && isSchemaKnown(connection)

async function areTablesSound(connection: OwnedConnection, pause: () => Promise<void>): Promise<boolean> {
  for (const table of tablesOf(connection)) {
    await pause()
    const integrity = connection.database.pragma(`integrity_check('${table}')`, { simple: true })
    if (integrity !== 'ok') return false
    const missing = connection.database.pragma(`foreign_key_check('${table}')`) as unknown[]
    if (missing.length > 0) return false
  }
  return true
}

const tablesOf = (connection: ReadConnection): string[] =>
  connection.column<string>(
    'check.tables',
    raw(sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`),
  )
