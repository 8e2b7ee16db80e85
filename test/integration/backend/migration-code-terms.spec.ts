import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/postgres/migrations/index.ts'
import { openPostgres } from '#backend/storage/postgres/open-storage.ts'
import { openUntil } from '../../support/open-until.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newDatabase } from '../../support/postgres.ts'
import { newFolder } from '../../support/test-backend.ts'

const COLUMNS = `id, batch_id, service, applies_to, recipient_name, recipient_key, recipient_email, discount_kind,
  discount_value, discount_currency, usage_limit, used, created_at, expires, deleted_at, code`
const code = (id: number, rest: string) =>
  `(${id}, 1, 'events', 'everything', 'O''Neil; Ærlig', 'x', 'aa@example.com', ${rest}, 'Å-${id}')`
/** What the previous version wrote: codes at the ends of what a column takes, and edits of every field that it knew. */
const BEFORE = [
  `INSERT INTO operation (id, kind, at, details) VALUES (1, 'create-codes', 5, '{}'), (2, 'edit-codes', 6, '{}')`,
  `INSERT INTO batch VALUES (1, 1, 'Vår ''26', 'events', 5)`,
  `INSERT INTO promo_code (${COLUMNS}) VALUES
    ${code(1, `'percent', 1, NULL, NULL, 0, 0, '0001-01-01', NULL`)},
    ${code(4_294_967_295, `'amount', 9007199254740991, 'GBP', 1, 1, 253402214400000, '9999-12-31', 0`)}`,
  `INSERT INTO withdrawn_code (${COLUMNS}, operation_id) VALUES
    (7, 1, 'training', 'programs', '', '', '', 'percent', 10000, NULL, 3, 2, 9, '2026-02-28', 8, 'X', 1)`,
  `INSERT INTO operation_change (operation_id, CHANGED) VALUES (2, CHANGE)`,
  `INSERT INTO code_edit VALUES (2, 1, 'email', '', 'aa@example.com'), (2, 1, 'expires', '2026-01-01', '0001-01-01'),
    (2, 4294967295, 'recipient', 'A\\b "c"', 'O''Neil; Ærlig')`,
] as const
const EDITS = 'SELECT operation_id, code_id, field, before, after FROM code_edit ORDER BY code_id, field'
const tables = ['promo_code', 'withdrawn_code'] as const

interface Site {
  run(statement: string): Promise<Record<string, unknown>[]>
}

const fill = async ({ run }: Site, changed: string, change: string) => {
  for (const statement of BEFORE) await run(statement.replace('CHANGED', changed).replace('CHANGE', change))
}

/** Everything as it was, and of each code neither a first day nor a note. */
async function checkMigrated(before: Site, migrate: () => Promise<Site>): Promise<Site> {
  const rowsOf = (site: Site) =>
    Promise.all([...tables.map((table) => `SELECT * FROM ${table} ORDER BY id`), EDITS].map(site.run))
  const [used = [], withdrawn = [], edits] = await rowsOf(before)
  expect([used.length, withdrawn.length, edits?.length]).toEqual([2, 1, 3])
  const after = await migrate()
  expect(await after.run('SELECT name, code_type FROM batch')).toEqual([{ name: `Vår '26`, code_type: null }])
  const terms = { valid_from: null, note: '' }
  expect(await rowsOf(after)).toEqual([
    used.map((row) => ({ ...row, ...terms })),
    withdrawn.map((row) => ({ ...row, ...terms })),
    edits,
  ])
  for (const field of ['discount', 'used', 'appliesTo', 'note', 'validFrom'])
    await after.run(`INSERT INTO code_edit VALUES (2, 7, '${field}', '', 'x')`)
  await expect(after.run(`INSERT INTO code_edit VALUES (2, 7, 'status', '', 'x')`)).rejects.toThrow()
  await after.run(`UPDATE batch SET code_type = '{}'`)
  await expect(after.run(`UPDATE batch SET code_type = '{'`)).rejects.toThrow()
  for (const table of tables) await after.run(`UPDATE ${table} SET valid_from = '2026-02-28', note = 'Ærlig'`)
  return after
}

describe('migration 0220', () => {
  let folder = ''
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('gives codes in SQLite a first day and a note, and edits further fields', async () => {
    folder = await newFolder()
    const path = join(folder, 'site.sqlite')
    const site: Site = {
      async run(statement) {
        const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
        try {
          const prepared = connection.database.prepare(statement)
          if (prepared.reader) return prepared.all() as Record<string, unknown>[]
          prepared.run()
          return []
        } finally {
          connection.close()
        }
      },
    }
    await (await openUntil(folder, 210)).close()
    await fill(site, 'code_id, before', `1, '2026-01-01'`)
    await checkMigrated(site, async () => {
      await (await openUntil(folder, 220)).close()
      return site
    })
    await expect(site.run(`UPDATE promo_code SET valid_from = '2026-2-8'`)).rejects.toThrow('CHECK')
  })

  it('gives codes in PostgreSQL a first day and a note, and edits further fields', async () => {
    const database = await newDatabase()
    const open = (until: number) =>
      openPostgres({
        target: database.target,
        clock: testClock(),
        log: testLog(),
        migrations: migrations.filter(({ number }) => number <= until),
      })
    await (await open(200)).close()
    await fill(database, 'first_code_id, code_ids, expires_before', `1, '{1}', '{2026-01-01}'`)
    await checkMigrated(database, async () => {
      await (await open(220)).close()
      return database
    })
    expect(await database.run('SELECT content_before FROM operation_change')).toEqual([
      { content_before: null },
    ])
    await expect(database.run(`UPDATE operation_change SET content_before = '{a, b}'`)).rejects.toThrow(
      'check',
    )
  })
})
