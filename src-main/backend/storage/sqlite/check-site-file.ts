import { open } from 'node:fs/promises'
import { sql } from 'kysely'
import type { BadRow } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { SiteFileHead, Watch } from '../site-file.ts'
import type { SqlValue } from '../sql/connection.ts'
import { type OwnedConnection, openConnection, type ReadConnection } from './connection.ts'
import { asRefusal, asStorageRefusal, inData } from './errors.ts'
import { migrate, migrationsDone } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { raw } from '../sql/query.ts'
import { checkRows } from './rows/check-rows.ts'
import { lastIdSchema } from './rows/column-rules.ts'
import type { TableName } from './rows/row-rules.ts'
import {
  countSite,
  distrust,
  isSound,
  leaveOneFile,
  LEFT_OUT,
  marksOf,
  savedAt,
  schemaOf,
  SITE_FILE_FORMAT,
  SITE_FILE_MARK,
} from './site-file.ts'

const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const CACHE_KIB = 16 * 1024
const newest = (): number => migrations.at(-1)?.number ?? 0

/**
 * Looks at a site file that may come from anybody: its marks, its version, its tables (exactly those that this program
 * makes: no trigger, no view, nothing besides), every page and reference, and, once it is brought to the newest shape,
 * every row of every table but those that are not taken from a file.
 */
export async function checkSiteFile(path: string, name: string, watch: Watch): Promise<SiteFileHead> {
  const bytes = await checkHead(path, name).catch((error: unknown) => {
    throw asStorageRefusal(error, inData(path))
  })
  const connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log: NO_LOG })
  let head: Omit<SiteFileHead, 'bytes'>
  try {
    head = await checkShape(connection, name)
  } finally {
    connection.close()
  }
  throwIfCancelled(watch)
  if (head.dataVersion < head.knownVersion) await bringUpToDate(path)
  await checkContent(path, name, watch)
  return { ...head, bytes }
}

function throwIfCancelled({ signal }: Watch): void {
  if (signal.aborted) throw new Refusal('job.cancelled', {})
}

async function checkContent(path: string, name: string, watch: Watch): Promise<void> {
  const connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    distrust(connection)
    const at = await findBadRow(connection, LEFT_OUT, watch)
    if (at) throw new Refusal('siteFile.damaged', { name, at })
  } finally {
    connection.close()
  }
}

/**
 * The first row of a database in the newest shape that this program would not write so, without the tables left out.
 * @throws Refusal 'job.cancelled'
 */
export const findBadRow = async (
  connection: ReadConnection,
  leftOut: readonly TableName[],
  watch: Watch,
): Promise<BadRow | undefined> => checkSteps(connection) ?? (await checkRows(connection, leftOut, watch))

/** What the tables of the database itself must hold: the steps that were done, and numbers that leave room for more. */
function checkSteps(connection: ReadConnection): BadRow | undefined {
  const done = migrationsDone(connection)
  const known = migrations.map(({ number }) => number)
  if (JSON.stringify(done) !== JSON.stringify(known)) return { table: 'migration', row: 0, column: 'number' }
  const last = connection.column<SqlValue>('site-file.sequence', raw(sql`SELECT seq FROM sqlite_sequence`))
  const row = last.findIndex((seq) => !lastIdSchema.safeParse(seq).success)
  return row < 0 ? undefined : { table: 'sqlite_sequence', row: row + 1, column: 'seq' }
}

/** Migrates the file, a copy of the person's: this version reads the newest schema only. */
async function bringUpToDate(path: string): Promise<void> {
  const connection = openConnection({ path, readonly: false, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    // The file itself stays where it came from: a backup of the copy would only push out one of the site's own.
    await migrate({ connection, migrations, site: null, clock: { now: () => 0 }, log: NO_LOG })
    leaveOneFile(connection)
  } catch (error) {
    throw asRefusal(error, inData(path))
  } finally {
    connection.close()
  }
}

/** @throws Error where the prepared file is not whole, not in the newest shape, or holds other than the file held */
export async function checkPreparedSite(path: string, counts: SiteFileContent['counts']): Promise<void> {
  const connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    distrust(connection)
    // The opening itself is an operation.
    const expected = { ...counts, operations: counts.operations + 1 }
    const isSame =
      JSON.stringify(schemaOf(connection)) === JSON.stringify(await schemaAt(newest())) &&
      isSound(connection) &&
      JSON.stringify(countSite(connection)) === JSON.stringify(expected)
    if (!isSame) throw new Error('the prepared file is not what was checked')
  } finally {
    connection.close()
  }
}

/** Before SQLite touches it: the file's kind, in its first 100 bytes. Answers with its length. */
async function checkHead(path: string, name: string): Promise<number> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(100), 0, 100, 0)
    const isSqlite = bytesRead === 100 && buffer.toString('latin1', 0, 16) === 'SQLite format 3\0'
    const isRollback = buffer[18] === 1 && buffer[19] === 1
    if (!isSqlite || !isRollback || buffer.readUInt32BE(68) !== SITE_FILE_MARK)
      throw new Refusal('siteFile.not-a-site', { name })
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

/** Checks what must be right whatever the file contains: format, version, tables, pages, references. */
async function checkShape(connection: OwnedConnection, name: string): Promise<Omit<SiteFileHead, 'bytes'>> {
  distrust(connection)
  const known = newest()
  const { format } = marksOf(connection)
  if (format !== SITE_FILE_FORMAT)
    throw new Refusal('siteFile.newer', { name, found: format, known: SITE_FILE_FORMAT })
  const found = Math.max(0, ...migrationsDone(connection))
  if (found > known) throw new Refusal('siteFile.newer', { name, found, known })
  const wanted = await schemaAt(found)
  const saved = savedAt(connection)
  if (JSON.stringify(schemaOf(connection)) !== JSON.stringify(wanted) || !isSound(connection) || !saved)
    throw new Refusal('siteFile.damaged', { name })
  return { savedAt: saved, dataVersion: found, knownVersion: known, counts: countSite(connection) }
}

/** The tables that this program makes up to a migration. */
export async function schemaAt(number: number): Promise<string[]> {
  const connection = openConnection({ path: ':memory:', readonly: false, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    await migrate({
      connection,
      migrations: migrations.filter((migration) => migration.number <= number),
      site: null,
      clock: { now: () => 0 },
      log: NO_LOG,
    })
    return schemaOf(connection)
  } finally {
    connection.close()
  }
}
