import { sql } from 'kysely'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { backUpBeforeMigration } from './backups/before-migration.ts'
import type { OwnedConnection, ReadConnection } from './connection.ts'
import { asRefusal, inData, sqliteCode } from './errors.ts'
import type { Migration } from './migrations/migration.ts'
import { raw } from '../sql/query.ts'

export interface MigrateOptions {
  readonly connection: OwnedConnection
  readonly migrations: readonly Migration[]
  /** The folder of the site, which is backed up before anything changes; null where the database is a copy itself. */
  readonly site: string | null
  readonly clock: Clock
  readonly log: Log
}

/**
 * Brings the database to the newest shape, each step in a transaction with its book-keeping row, after a backup where
 * there is something to lose.
 *
 * @throws Refusal 'storage.newer', 'storage.migration-failed', or what says why the database cannot be written
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { connection, migrations } = options
  const done = migrationsDone(connection)
  const known = migrations.at(-1)?.number ?? 0
  const found = Math.max(0, ...done)
  if (found > known) throw new Refusal('storage.newer', { found, known })
  const due = migrations.filter(({ number }) => number > found)
  const first = due[0]
  if (!first) return
  const { site } = options
  const backup =
    site !== null && done.length > 0
      ? await backUpBeforeMigration({ ...options, folder: site, migration: first.number })
      : ''
  for (const migration of due) runOne(options, migration, backup)
}

const padded = ({ number }: Migration): string => String(number).padStart(4, '0')

/** The numbers of the steps that the database has; one beyond what a number can be exactly is newer than any. */
export function migrationsDone(connection: ReadConnection): number[] {
  const tables = raw(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`)
  if (!connection.column<string>('migrations.tables', tables).includes('migration')) return []
  const done = connection.column<number>('migrations.done', raw(sql`SELECT number FROM migration`))
  return done.map((number) => Math.min(number, Number.MAX_SAFE_INTEGER))
}

function runOne({ connection, clock, log }: MigrateOptions, migration: Migration, backup: string): void {
  const { database } = connection
  const start = performance.now()
  try {
    // It can be changed outside a transaction only.
    database.pragma(`foreign_keys = ${migration.withoutReferences ? 'OFF' : 'ON'}`)
    database.exec('BEGIN IMMEDIATE')
    database.exec(
      'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
    )
    migration.up({ ...connection, exec: (text) => void database.exec(text) })
    database
      .prepare('INSERT INTO migration VALUES (?, ?, ?)')
      .run(migration.number, migration.name, clock.now())
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    // A full disk, or a file that is damaged, is not the migration's fault.
    const refusal = asRefusal(error, inData(database.name))
    if (isRefusal(refusal)) throw refusal
    const name = `${padded(migration)}-${migration.name}`
    log.error('storage.migration-failed', { migration: name, reason: sqliteCode(error) ?? String(error) })
    throw new Refusal('storage.migration-failed', { migration: name, backup })
  } finally {
    database.pragma('foreign_keys = ON')
  }
  log.info('storage.migrated', { migration: migration.number, ms: Math.round(performance.now() - start) })
}
