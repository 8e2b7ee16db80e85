import { join } from 'node:path'
import { sql } from 'kysely'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { raw } from '#backend/storage/sql/query.ts'
import type { Locale } from './postgres.ts'
import { startTestBackend, type TestBackend, type TestBackendOptions } from './test-backend.ts'

type Row = Readonly<Record<string, unknown>>

/** What keeps a site: the same specs run over each, in what it keeps so far. */
export interface Engine {
  readonly engine: string
  start(options?: TestBackendOptions): Promise<TestBackend>
  /** Runs SQL that every engine understands beside the backend. */
  run(backend: TestBackend, statement: string): Promise<readonly Row[]>
}

/** Uses each of the codes once, as a payment would. */
export const useCodes = (engine: Engine, backend: TestBackend, ids: readonly number[]) =>
  engine.run(backend, `UPDATE promo_code SET used = used + 1 WHERE id IN (${ids.join(', ')})`)

const sqlite: Engine = {
  engine: 'SQLite',
  start: (options) => startTestBackend({ ...options, parts: { ...options?.parts, database: null } }),
  async run({ folder, log }, statement) {
    const path = join(folder, 'site', 'site.sqlite')
    const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log })
    try {
      const query = raw(sql<Row>`${sql.raw(statement)}`)
      if (connection.prepare(statement).reader) return connection.all('test.rows', query)
      connection.run('test.run', query)
      return []
    } finally {
      connection.close()
    }
  },
}

const postgres = (engine: string, locale: Locale): Engine => ({
  engine,
  start: (options) => startTestBackend({ ...options, locale }),
  run: async ({ database }, statement) => (await database?.run(statement)) ?? [],
})

/** For `describe.each`. Where the cluster's locale is C, the server by itself folds and sorts ASCII letters only. */
export const engines: readonly Engine[] = [sqlite, postgres('PostgreSQL', 'C')]
/** And where it is another, the server would sort and fold in its own way. */
export const enginesAndLocales: readonly Engine[] = [...engines, postgres('PostgreSQL in Norwegian', 'nb')]
