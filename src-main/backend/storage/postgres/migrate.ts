import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { asRefusal, serverCode, translating } from './errors.ts'
import type { Migration } from './migrations/migration.ts'
import type { ServerConnections } from './server.ts'
import { beginAlone } from './writer.ts'

export interface MigrateOptions {
  readonly writing: ServerConnections
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  readonly log: Log
}

/** Versions of the server that this program is tested with, and those between. */
export const OLDEST_SERVER = 150_000

/**
 * Brings the database to the newest schema, each step in a transaction with its book-keeping row. Of clients that open a
 * site together, one does it.
 * @throws Refusal 'storage.newer', 'storage.migration-failed', 'storage.unavailable'
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  await translating(() => requireServer(options))
  const { migrations } = options
  const found = Math.max(0, ...(await translating(() => migrationsDone(options.writing))))
  const known = migrations.at(-1)?.number ?? 0
  if (found > known) throw new Refusal('storage.newer', { found, known })
  for (const migration of migrations) if (migration.number > found) await runOne(options, migration)
}

/** Texts of any language are stored as they are in UTF-8 only. */
async function requireServer({ writing, log }: MigrateOptions): Promise<void> {
  const [version = 0, encoding] = await writing.lend(async (client) => {
    const { rows } = await client.query<{ version: string; encoding: string }>(
      `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
    )
    return [Number(rows[0]?.version), rows[0]?.encoding] as const
  })
  if (version >= OLDEST_SERVER && encoding === 'UTF8') return
  log.error('storage.server-unfit', { version, encoding: encoding ?? '' })
  throw new Refusal('storage.unavailable', { reason: 'server', place: 'data' })
}

/** The numbers of the steps that the database has. */
const migrationsDone = (writing: ServerConnections): Promise<number[]> =>
  writing.lend(async (client) => {
    const { rows: tables } = await client.query(
      `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'`,
    )
    if (tables.length === 0) return []
    const { rows } = await client.query<{ number: number }>('SELECT number FROM migration')
    return rows.map(({ number }) => number)
  })

async function runOne({ writing, clock, log }: MigrateOptions, migration: Migration): Promise<void> {
  const { number, name, sql } = migration
  const start = performance.now()
  try {
    await writing.lend(async (client) => {
      try {
        await beginAlone(client)
        await client.query(
          'CREATE TABLE IF NOT EXISTS migration (number bigint PRIMARY KEY, name text NOT NULL, at bigint NOT NULL)',
        )
        const { rowCount: isNew } = await client.query(
          'INSERT INTO migration VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [number, name, clock.now()],
        )
        if (isNew) await client.query(sql)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined)
        throw error
      }
    })
  } catch (error) {
    const known = asRefusal(error)
    if (known instanceof Refusal) throw known
    log.error('storage.migration-failed', { migration: name, reason: serverCode(error) ?? String(error) })
    throw new Refusal('storage.migration-failed', {
      migration: `${String(number).padStart(4, '0')}-${name}`,
      backup: '',
    })
  }
  log.info('storage.migrated', { migration: number, ms: Math.round(performance.now() - start) })
}
