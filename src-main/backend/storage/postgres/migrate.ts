import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { asRefusal, serverCode, translating } from './errors.ts'
import type { Migration } from './migrations/migration.ts'
import { TABLE_RIGHTS, type TableRights } from './rights.ts'
import type { ServerConnections } from './server.ts'
import { beginAlone } from './writer.ts'

export interface MigrateOptions {
  readonly writing: ServerConnections
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  readonly log: Log
}

/** Versions of the server that this program is tested with, and those between. */
export const OLDEST_SERVER = 140_000

/**
 * Brings the database to the newest schema, all steps with their book-keeping rows in one transaction: where one fails,
 * the database is as it was, and the version before still opens it. Of clients that open a site together, one does it.
 * Answers whether the user may change the site.
 * @throws Refusal 'storage.newer', 'storage.migration-failed', 'storage.unavailable'; 'database.older-site' where the user
 * may only read it
 */
export async function migrate(options: MigrateOptions): Promise<{ readonly mayWrite: boolean }> {
  const { migrations, writing } = options
  const { hasSite, mayWrite } = await translating(() => requireServer(options))
  const found = hasSite ? Math.max(0, ...(await translating(() => migrationsDone(writing)))) : 0
  const known = migrations.at(-1)?.number ?? 0
  if (found > known) throw new Refusal('storage.newer', { found, known })
  if (hasSite && found < known && !mayWrite) throw new Refusal('database.older-site', {})
  const due = migrations.filter(({ number }) => number > found)
  if (due.length > 0) await run(options, due)
  return { mayWrite }
}

interface Server extends TableRights {
  readonly version: number
  readonly encoding: string
  /** The table of the steps is there. */
  readonly hasSite: boolean
}

const ABOUT_SERVER = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
    EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration') AS "hasSite",
    ${TABLE_RIGHTS}`

/** Texts of any language are stored as they are in UTF-8 only. */
async function requireServer({ writing, log }: MigrateOptions): Promise<Server> {
  const [server] = await writing.lend(async (client) => (await client.query<Server>(ABOUT_SERVER)).rows)
  if (server && server.version >= OLDEST_SERVER && server.encoding === 'UTF8') return server
  log.error('storage.server-unfit', { version: server?.version ?? 0, encoding: server?.encoding ?? '' })
  throw new Refusal('storage.unavailable', { reason: 'server', place: 'data' })
}

/** The numbers of the steps that the database has. */
const migrationsDone = (writing: ServerConnections): Promise<number[]> =>
  writing.lend(async (client) => {
    const { rows } = await client.query<{ number: number }>('SELECT number FROM migration')
    return rows.map(({ number }) => number)
  })

async function run({ writing, clock, log }: MigrateOptions, due: readonly Migration[]): Promise<void> {
  let step = ''
  const done: { migration: number; ms: number }[] = []
  try {
    await writing.lend(async (client) => {
      try {
        await beginAlone(client)
        await client.query(
          'CREATE TABLE IF NOT EXISTS migration (number bigint PRIMARY KEY, name text NOT NULL, at bigint NOT NULL)',
        )
        for (const { number, name, sql } of due) {
          const start = performance.now()
          step = `${String(number).padStart(4, '0')}-${name}`
          const { rowCount: isNew } = await client.query(
            'INSERT INTO migration VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
            [number, name, clock.now()],
          )
          if (!isNew) continue
          await client.query(sql)
          done.push({ migration: number, ms: Math.round(performance.now() - start) })
        }
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined)
        throw error
      }
    })
  } catch (error) {
    const known = asRefusal(error)
    if (known instanceof Refusal) throw known
    log.error('storage.migration-failed', { migration: step, reason: serverCode(error) ?? String(error) })
    throw new Refusal('storage.migration-failed', { migration: step, backup: '' })
  }
  for (const fields of done) log.info('storage.migrated', fields)
}
