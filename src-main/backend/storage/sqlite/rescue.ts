import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { OperationDetails } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { RescuedContent } from '#shared/contract/rescued.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { checkPages } from './check-database.ts'
import { openConnection, type OwnedConnection } from './connection.ts'
import { asStorageRefusal, inData } from './errors.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { type FilledTable, fillTables } from './rescue/fill-tables.ts'
import { recordRequest } from './requests.ts'
import { openPages, type Pages } from './rescue/pages.ts'
import { repairReferences } from './rescue/repair-references.ts'
import { removeUnreadable } from './rescue/row-rules.ts'
import { tableShapes } from './rescue/table-shapes.ts'
import { findTrees, type Pause, type Trees } from './rescue/trees.ts'
import { countSite, holdOutbox, leaveOneFile } from './site-file.ts'

/** No table is listed where nothing is lost. */
export interface Rescued extends RescuedContent {
  readonly operationId: number
}

export interface RescueOptions {
  /** The damaged database. Neither it nor its log is changed. */
  readonly from: string
  /** Where the new one is made; there is none yet. */
  readonly to: string
  /** Of the site, where its own is lost. */
  readonly timeZone: string
  readonly now: number
  readonly log: Log
  readonly signal: AbortSignal
  /** In pages of the damaged file; some are read twice. */
  progress(done: number, total: number): void
}

const CACHE_KIB = 64 * 1024
const EXAMPLES = 20
/** After so many pages, other work and a cancel get through. */
const PAGES_AT_ONCE = 64

/**
 * Makes a new database of everything that can be read of a damaged one, and says what is lost. The pages are read
 * without SQLite, which gives up a table where an upper page of it is damaged; rows that break a rule of their table,
 * and references to rows that are lost, are repaired or left out. In the new site, mail waits for a person's approval.
 * @throws Refusal 'storage.damaged' where nothing can be read, 'storage.newer', 'storage.full', 'storage.unavailable',
 * 'job.cancelled'
 */
export async function rescueDatabase(options: RescueOptions): Promise<Rescued> {
  const { from, to } = options
  if (existsSync(to)) throw new Error('a rescue replaces no database')
  let pages: Pages | undefined
  try {
    pages = openPages(from)
    return await rescueInto(options, pages)
  } catch (error) {
    for (const beside of ['', '-wal', '-shm', '-journal']) await rm(`${to}${beside}`, { force: true })
    throw asStorageRefusal(error, inData(to))
  } finally {
    pages?.close()
  }
}

async function rescueInto(options: RescueOptions, pages: Pages): Promise<Rescued> {
  const { to, log, now } = options
  const pause = pauseOf(options, pages.count)
  const trees = await findTrees(pages, pause)
  const version = await versionOf(trees, pause)
  const connection = openConnection({ path: to, readonly: false, create: true, cacheKiB: CACHE_KIB, log })
  const { database } = connection
  const migrateTo = (number: number) =>
    migrate({
      connection,
      migrations: migrations.filter((migration) => migration.number <= number),
      site: null,
      clock: { now: () => now },
      log,
    })
  try {
    await migrateTo(version)
    database.pragma('foreign_keys = OFF')
    const shapes = tableShapes(connection)
    database.exec('BEGIN')
    // A step gives some tables their first rows.
    for (const { name } of shapes) database.exec(`DELETE FROM "${name}"`)
    const filled = await fillTables({ pages, trees, connection, shapes, pause })
    database.exec('COMMIT')
    if (![...filled.values()].some(({ saved }) => saved > 0)) throw new Refusal('storage.damaged', {})
    await migrateTo(newest())
    const rescued = finish(options, connection, filled)
    database.pragma('foreign_keys = ON')
    if (!(await checkPages(connection, 'quick', pause)) || !(await checkPages(connection, 'full', pause)))
      throw new Error('the rescued database is not sound')
    leaveOneFile(connection)
    log.info('storage.rescued', { codes: rescued.counts.codes, tables: rescued.tables.length })
    return rescued
  } finally {
    connection.close()
  }
}

const newest = (): number => migrations.at(-1)?.number ?? 0

function pauseOf({ signal, progress }: RescueOptions, total: number): Pause {
  let done = 0
  return async () => {
    done += 1
    if (done % PAGES_AT_ONCE !== 0) return
    progress(Math.min(done, total), total)
    await yieldToEventLoop()
    if (signal.aborted) throw new Refusal('job.cancelled', {})
  }
}

/** The last step that the database has had: its tables are as that one left them. The newest where it is not known. */
async function versionOf(trees: Trees, pause: Pause): Promise<number> {
  const root = trees.roots.get('migration')
  const done = new Set<number>()
  const take = (number: unknown, name: unknown) => {
    const isStep = Number.isSafeInteger(number) && typeof name === 'string' && Number(number) % 10 === 0
    if (isStep) done.add(Number(number))
    return isStep
  }
  if (root !== undefined)
    await trees.walk(root, 'table', ({ rowId, values: [, name] }) => take(rowId, name), pause)
  const known = newest()
  const found = Math.max(0, ...done)
  if (found > known) throw new Refusal('storage.newer', { found, known })
  return migrations.some(({ number }) => number === found) ? found : known
}

/** What makes the rows a site: references, settings, and an operation that says where it comes from. */
function finish(
  { now, timeZone }: RescueOptions,
  connection: OwnedConnection,
  filled: ReadonlyMap<string, FilledTable>,
): Rescued {
  const { database } = connection
  database.exec('BEGIN')
  const unreadable = removeUnreadable(connection)
  const rescue = freeOperationId(connection)
  database
    .prepare(`INSERT INTO operation (id, kind, at, details) VALUES (?, 'rescue-site', ?, '{}')`)
    .run(rescue, now)
  const { removed, changed } = repairReferences(connection, rescue)
  database.exec(`INSERT OR IGNORE INTO commerce_service
    VALUES ('events', 0, 'test', 0, NULL, NULL), ('training', 0, 'test', 0, NULL, NULL)`)
  holdOutbox(connection)
  database.prepare(`INSERT OR IGNORE INTO setting VALUES ('timeZone', ?)`).run(timeZone)

  const names = new Set([...filled.keys(), ...unreadable.keys(), ...removed.keys(), ...changed.keys()])
  const all = [...names].map((table) => {
    const { lost, saved, altered, lostRows } = filled.get(table) ?? NOTHING
    const dropped = (unreadable.get(table) ?? 0) + (removed.get(table) ?? 0)
    return {
      table,
      saved: saved - dropped,
      lost: lost === null ? null : lost + dropped,
      altered: altered.size + (changed.get(table) ?? 0),
      examples: table === 'promo_code' ? examplesOf(connection, altered, [...lostRows.values()]) : [],
    }
  })
  const tables = all.filter(({ lost, altered }) => lost !== 0 || altered > 0)
  const content: RescuedContent = { tables, counts: countSite(connection) }
  const details = JSON.stringify({ kind: 'rescue-site', ...content } satisfies OperationDetails)
  database.prepare('UPDATE operation SET details = ? WHERE id = ?').run(details, rescue)
  recordRequest(connection, rescue)
  database.exec('COMMIT')
  return { ...content, operationId: rescue }
}

const NOTHING: FilledTable = { saved: 0, lost: 0, altered: new Set(), lostRows: new Map() }

function examplesOf(
  { database }: OwnedConnection,
  altered: ReadonlySet<number>,
  lost: readonly unknown[],
): string[] {
  const find = database.prepare('SELECT code FROM promo_code WHERE id = ?').pluck()
  const codes = [...lost, ...[...altered].slice(0, EXAMPLES).map((id) => find.get(id))]
  return codes.filter((code) => typeof code === 'string').slice(0, EXAMPLES)
}

/** Behind all that are referred to: none that is lost becomes the rescue. */
function freeOperationId({ database }: OwnedConnection): number {
  const columns = [
    ['operation', 'id'],
    ['batch', 'operation_id'],
    ['operation_change', 'operation_id'],
    ['code_edit', 'operation_id'],
    ['commerce_revision', 'operation_id'],
    ['mail_message', 'operation_id'],
    ['mail_change', 'operation_id'],
    ['request', 'operation_id'],
  ].map(([table, column]) => `SELECT max(${column}) AS id FROM ${table} WHERE ${column} < ${LARGEST_ID}`)
  return (
    ((database
      .prepare(`SELECT max(id) FROM (${columns.join(' UNION ALL ')})`)
      .pluck()
      .get() as number | null) ?? 0) + 1
  )
}

/** No site counts as far by itself: a larger one was made by what damaged it. */
const LARGEST_ID = 2 ** 40
