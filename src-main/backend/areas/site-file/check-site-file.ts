import { open } from 'node:fs/promises'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { paymentSchema } from '#shared/contract/payments.ts'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import { instantOf, isTimeZone } from '#shared/domain/dates.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { describePayment } from '#backend/areas/payments/payments.ts'
import { commerceReader } from '#backend/storage/sqlite/commerce.ts'
import {
  type OwnedConnection,
  openConnection,
  type ReadConnection,
} from '#backend/storage/sqlite/connection.ts'
import { asRefusal } from '#backend/storage/sqlite/errors.ts'
import { migrate, migrationsDone } from '#backend/storage/sqlite/migrate.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { listOperations } from '#backend/storage/sqlite/operations.ts'
import { paymentsReader } from '#backend/storage/sqlite/payments.ts'
import { viewsReader } from '#backend/storage/sqlite/views.ts'
import { settingsReader } from '#backend/storage/sqlite/settings.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import {
  countSite,
  distrust,
  isSound,
  leaveOneFile,
  marksOf,
  savedAt,
  schemaOf,
  SITE_FILE_FORMAT,
  SITE_FILE_MARK,
} from '#backend/storage/sqlite/site-file.ts'

const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const CACHE_KIB = 16 * 1024
const PAGE = 200

/**
 * Looks at a site file that may come from anybody: its marks, its version, its tables (exactly those that this program
 * makes: no trigger, no view, nothing besides), every page and reference, and everything that is read as JSON.
 * @throws Refusal 'siteFile.not-a-site', 'siteFile.newer', 'siteFile.damaged'
 */
export async function checkSiteFile(path: string, name: string): Promise<SiteFileContent> {
  const bytes = await checkHead(path, name)
  try {
    const content = await readOnly(path, (connection) => checkShape(connection, name))
    if (content.dataVersion < content.knownVersion) await bringUpToDate(path)
    await readOnly(path, (connection) => readEverything(connection, name))
    return { ...content, bytes }
  } catch (error) {
    if (isRefusal(error) && error.code.startsWith('siteFile.')) throw error
    // Upgrading the copy writes: a full disk is not the file's fault.
    if (isRefusal(error, 'storage.full') || isRefusal(error, 'storage.unavailable')) throw error
    throw new Refusal('siteFile.damaged', { name })
  }
}

async function readOnly<T>(path: string, work: (connection: OwnedConnection) => Promise<T>): Promise<T> {
  const connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    return await work(connection)
  } finally {
    connection.close()
  }
}

/** Migrates the file, a copy of the person's: this version reads the newest schema only. */
async function bringUpToDate(path: string): Promise<void> {
  const connection = openConnection({ path, readonly: false, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    await migrate({ connection, migrations, backups: null, clock: { now: () => 0 }, log: NO_LOG })
    leaveOneFile(connection)
  } catch (error) {
    throw asRefusal(error)
  } finally {
    connection.close()
  }
}

/**
 * Looks at a checked copy once more, after it has been made a site and before it takes the place of the one in use: it is
 * there, whole, in the newest shape, and holds what the file held.
 * @throws Refusal 'siteFile.damaged'
 */
export async function checkPrepared(
  path: string,
  { name, counts }: { name: string; counts: SiteFileContent['counts'] },
): Promise<void> {
  let connection: OwnedConnection | undefined
  try {
    connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log: NO_LOG })
    distrust(connection)
    const wanted = await schemaAt(migrations.at(-1)?.number ?? 0)
    const settings = await readSiteSettings(settingsReader(connection))
    // The opening itself is an operation.
    const expected = { ...counts, operations: counts.operations + 1 }
    const isSame =
      JSON.stringify(schemaOf(connection)) === JSON.stringify(wanted) &&
      isSound(connection) &&
      settings !== undefined &&
      isTimeZone(settings.timeZone) &&
      JSON.stringify(countSite(connection)) === JSON.stringify(expected)
    if (!isSame) throw new Refusal('siteFile.damaged', { name })
  } catch {
    throw new Refusal('siteFile.damaged', { name })
  } finally {
    connection?.close()
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
async function checkShape(
  connection: OwnedConnection,
  name: string,
): Promise<Omit<SiteFileContent, 'bytes'>> {
  distrust(connection)
  const known = migrations.at(-1)?.number ?? 0
  const { format } = marksOf(connection)
  if (format !== SITE_FILE_FORMAT)
    throw new Refusal('siteFile.newer', { name, found: format, known: SITE_FILE_FORMAT })
  const found = Math.max(0, ...migrationsDone(connection))
  if (found > known) throw new Refusal('siteFile.newer', { name, found, known })
  const wanted = await schemaAt(found)
  const saved = savedAt(connection)
  if (JSON.stringify(schemaOf(connection)) !== JSON.stringify(wanted) || !isSound(connection) || !saved)
    throw new Refusal('siteFile.damaged', { name })
  const settings = await readSiteSettings(settingsReader(connection))
  if (!settings || !isTimeZone(settings.timeZone)) throw new Refusal('siteFile.damaged', { name })
  return {
    name: settings.name,
    savedAt: instantOf(saved),
    dataVersion: found,
    knownVersion: known,
    counts: countSite(connection),
  }
}

/** The tables that this program makes up to a migration. */
async function schemaAt(number: number): Promise<string[]> {
  const connection = openConnection({ path: ':memory:', readonly: false, cacheKiB: CACHE_KIB, log: NO_LOG })
  try {
    await migrate({
      connection,
      migrations: migrations.filter((migration) => migration.number <= number),
      backups: null,
      clock: { now: () => 0 },
      log: NO_LOG,
    })
    return schemaOf(connection)
  } finally {
    connection.close()
  }
}

/** What is stored as JSON is parsed once: a file that cannot be shown is not opened. */
async function readEverything(connection: OwnedConnection, name: string): Promise<void> {
  distrust(connection)
  const settings = await readSiteSettings(settingsReader(connection))
  if (!settings) throw new Refusal('siteFile.damaged', { name })
  for (let before: number | undefined; ;) {
    const page = await listOperations(connection, { before, limit: PAGE })
    if (page.length === 0) break
    before = page.at(-1)?.id
  }
  await readPayments(connection, settings.timeZone)
  await viewsReader(connection).list()
  for (let before: number | undefined; ;) {
    const page = await commerceReader(connection).listRevisions({ before, limit: PAGE })
    if (page.length === 0) break
    before = page.at(-1)?.revision
  }
}

async function readPayments(connection: ReadConnection, timeZone: string): Promise<void> {
  for (let before: number | undefined; ;) {
    const page = await paymentsReader(connection).list({ before, limit: PAGE })
    if (page.length === 0) break
    for (const payment of page) paymentSchema.parse(describePayment(payment, { timeZone, buyerUrl: null }))
    before = page.at(-1)?.id
  }
}
