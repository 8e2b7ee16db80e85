import pg from 'pg'
import type { DatabaseFound } from '#shared/contract/storage-place.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { DatabaseTarget } from '../storage-places.ts'
import { OLDEST_SERVER } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { obstacleOf } from './obstacles.ts'
import { TABLE_RIGHTS, type TableRights } from './rights.ts'
import { connectionConfig, reasonOf } from './server.ts'

/** A server that has taken the connection answers such questions at once. */
const ANSWER_MS = 15_000

interface Server extends TableRights {
  readonly version: number
  readonly encoding: string
  /** A copy of another server. */
  readonly isStandby: boolean
  readonly mayCreate: boolean
  readonly tables: readonly string[]
}

/** Where tables are made and found; null, so no tables, where the user may not even look. */
const ABOUT_SERVER = `
  SELECT
    current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    pg_is_in_recovery() AS "isStandby",
    COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false) AS "mayCreate",
    ARRAY(SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()) AS tables,
    ${TABLE_RIGHTS}`

const ABOUT_SITE = `
  SELECT
    COALESCE((SELECT value FROM setting WHERE key = 'name'), '') AS name,
    (SELECT count(*) FROM promo_code WHERE deleted_at IS NULL) AS codes,
    (SELECT count(*) FROM operation) AS operations,
    NOT EXISTS (SELECT FROM setting) AND NOT EXISTS (SELECT FROM operation) AS "isUnused"`

interface Site {
  readonly name: string
  readonly codes: number
  readonly operations: number
  /** Nothing was ever stored in it. */
  readonly isUnused: boolean
}

/** Looks at what is in a database, or why it cannot be used, without changing anything. */
export async function lookAtDatabase({
  target,
  log,
}: {
  target: DatabaseTarget
  log: Log
}): Promise<DatabaseFound> {
  const client = new pg.Client({
    ...connectionConfig(target, { writes: false }),
    query_timeout: ANSWER_MS,
  })
  // A connection that ends while nothing is asked says so by itself; who asks next gets the error.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await lookBy(client)
  } catch (error) {
    const obstacle = obstacleOf(error)
    log.info('storage.looked-in-vain', { obstacle, reason: reasonOf(error as Error) })
    return { found: 'obstacle', obstacle }
  } finally {
    client.end().catch(() => undefined)
  }
}

async function lookBy(client: pg.Client): Promise<DatabaseFound> {
  const obstacle = (it: Extract<DatabaseFound, { found: 'obstacle' }>['obstacle']): DatabaseFound => ({
    found: 'obstacle',
    obstacle: it,
  })
  const [server] = (await client.query<Server & pg.QueryResultRow>(ABOUT_SERVER)).rows
  if (!server || server.version < OLDEST_SERVER) return obstacle('server-too-old')
  if (server.encoding !== 'UTF8') return obstacle('not-utf8')
  if (server.isStandby) return obstacle('server-read-only')
  const { tables } = server
  if (tables.length === 0) return server.mayCreate ? { found: 'empty' } : obstacle('no-rights')
  const migration = tables.includes('migration') ? await newestMigration(client) : 0
  if (migration === 0) return obstacle('not-a-site')
  if (!server.mayRead) return obstacle('no-rights')
  const known = migrations.at(-1)?.number ?? 0
  if (migration > known) return obstacle('newer-site')
  const isOlder = migration < known
  if (isOlder && !(server.mayWrite && server.mayCreate)) return obstacle('older-site')
  const [site] = (await client.query<Site>(ABOUT_SITE)).rows
  if (!site) return obstacle('not-a-site')
  // Tables alone are there where a start, or a copy, was cut short.
  if (site.isUnused) return server.mayWrite ? { found: 'empty' } : obstacle('no-rights')
  const messages = tables.includes('mail_message') ? await countOf(client, 'mail_message') : 0
  const { name, codes, operations } = site
  return {
    found: 'site',
    name,
    counts: { codes, operations, messages },
    isOlder,
    readOnly: !server.mayWrite,
  }
}

/** 0 where the table is not one of this program's. */
async function newestMigration(client: pg.Client): Promise<number> {
  const [first] = migrations
  try {
    const { rows } = await client.query<{ newest: number; isOurs: boolean }>(
      'SELECT max(number)::bigint AS newest, COALESCE(bool_or(number::bigint = $1 AND name = $2), false) AS "isOurs" FROM migration',
      [first?.number, first?.name],
    )
    return rows[0]?.isOurs ? rows[0].newest : 0
  } catch (error) {
    // Other columns than ours: no such column, or of another type.
    if (error instanceof pg.DatabaseError && /^(42703|42883|22P02|42846)$/.test(error.code ?? '')) return 0
    throw error
  }
}

async function countOf(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*) AS n FROM ${pg.escapeIdentifier(table)}`,
  )
  return rows[0]?.n ?? 0
}
