import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fillFrom } from '#backend/storage/postgres/fill-from.ts'
import { openPostgres } from '#backend/storage/postgres/open-storage.ts'
import { openOneState } from '#backend/storage/postgres/one-state.ts'
import { tableSource as tablesOfServer } from '#backend/storage/postgres/table-source.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { fillNew } from '#backend/storage/sqlite/fill-from.ts'
import { isSound, schemaOf } from '#backend/storage/sqlite/site-file.ts'
import { snapshot } from '#backend/storage/sqlite/snapshot.ts'
import { tableSource } from '#backend/storage/sqlite/table-source.ts'
import { digestOf } from '#backend/storage/sqlite/backups/write-backup.ts'
import type { TableSource } from '#backend/storage/table-source.ts'
import { openFilledSite } from '../../support/filled-site.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'

const log = testLog()
const clock = testClock()
const watch = () => ({ signal: new AbortController().signal, progress: () => undefined })
let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await newDatabase()
  folder = await mkdtemp(join(tmpdir(), 'copy-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
  await database.drop()
})

/** What COPY, arrays and other readers could take for something else. */
const AWKWARD = [
  '',
  ' ',
  '\\N',
  '\\.',
  'NULL',
  'null',
  '{}',
  '{"a"}',
  '"',
  "'",
  'a\tb\nc\rd\\',
  '\\t',
  'Åse Ødegård',
  'A\u030Ase',
  '🎟️',
  '\uFFFD',
  '\u0001',
  '%',
  ',',
  'x'.repeat(70_000),
]

/** A file with something of everything, and awkward rows besides. */
async function awkwardSite(): Promise<string> {
  const shop = await openFilledSite()
  await shop.backend.api.secrets.setPassphrase({ passphrase: 'fire ord som ingen gjetter' })
  const path = join(folder, 'first.sqlite')
  await shop.backend.backend.close()
  const site = open(join(shop.backend.folder, 'site', 'site.sqlite'))
  site.database.prepare('VACUUM INTO ?').run(path)
  site.close()
  await shop.stop()
  const { database: first, close } = open(path, false)
  const [batch] = first.prepare('SELECT id FROM batch').pluck().all()
  const code = first.prepare(`
    INSERT INTO promo_code (id, code, batch_id, service, applies_to, recipient_name, recipient_key, recipient_email,
      discount_kind, discount_value, usage_limit, used, created_at, expires, deleted_at, note)
    VALUES (?, ?, ?, 'events', 'everything', ?, ?, ?, 'percent', 10, NULL, 0, ?, '9999-12-31', ?, ?)`)
  AWKWARD.forEach((text, at) =>
    code.run(
      4_000_000_000 + at,
      `AWKWARD-${at}`,
      batch,
      text,
      text,
      text,
      253_402_300_799_999,
      at || null,
      text,
    ),
  )
  const change = (kind: string, befores: readonly (string | null)[]) => {
    const { lastInsertRowid } = first
      .prepare('INSERT INTO operation (kind, at, details) VALUES (?, 0, ?)')
      .run(kind, JSON.stringify({ kind }))
    const insert = first.prepare('INSERT INTO operation_change VALUES (?, ?, ?)')
    befores.forEach((before, at) => insert.run(lastInsertRowid, at + 1, before))
  }
  first.exec('BEGIN')
  change('change-terms', [...AWKWARD, null])
  change('delete-codes', [null, null])
  // More than one block of the server's.
  change(
    'extend-codes',
    Array.from({ length: 40_000 }, (_, at) => `20${10 + (at % 90)}-01-31`),
  )
  change(
    'restore-codes',
    Array.from({ length: 20_000 }, (_, at) => String(1_700_000_000_000 + at)),
  )
  first.prepare('INSERT INTO setting VALUES (?, ?)').run('unknown.setting', AWKWARD.join(' '))
  first.prepare(`UPDATE sqlite_sequence SET seq = 41 WHERE name = 'report_view'`).run()
  first.exec('COMMIT')
  close()
  return path
}

const open = (path: string, readonly = true) => openConnection({ path, readonly, cacheKiB: 4096, log })

async function intoServer(path: string): Promise<void> {
  const connection = open(path)
  const { target } = database
  await snapshot(connection, () => fillFrom(tableSource(connection), { target, clock, log, ...watch() }))
  connection.close()
}

async function outOfServer(to: string, change = (source: TableSource) => source): Promise<void> {
  const { client, close } = await openOneState(database.target, log)
  try {
    await fillNew(join(folder, to), change(tablesOfServer(client)), watch())
  } finally {
    await close()
  }
}

/** Every row of every table, by all of its columns, as bytes. */
function contentOf(path: string): Record<string, string[]> {
  const connection = open(path)
  try {
    const tables = connection.database
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'`)
      .pluck()
      .all() as string[]
    return Object.fromEntries(
      tables.sort().map((table) => {
        const columns = connection.database.pragma(`table_info("${table}")`) as { name: string }[]
        const cells = columns.map(({ name }) => `quote(CAST("${name}" AS BLOB)) || typeof("${name}")`)
        const rows = connection.database.prepare(
          `SELECT ${cells.join(" || ' ' || ")} FROM "${table}" ORDER BY 1`,
        )
        return [table, rows.pluck().all() as string[]]
      }),
    )
  } finally {
    connection.close()
  }
}

describe('copying a site from one engine to the other', () => {
  it('gives there and back the same rows of every table, byte for byte, and a database like any other', async () => {
    const first = await awkwardSite()
    await intoServer(first)
    await outOfServer('second.sqlite')
    const [one, two] = [contentOf(first), contentOf(join(folder, 'second.sqlite'))]
    expect(Object.keys(two)).toEqual(Object.keys(one))
    for (const [table, rows] of Object.entries(one)) expect(two[table], table).toEqual(rows)
    const filled = Object.entries(one).filter(([, rows]) => rows.length > 0)
    expect(filled.length).toBeGreaterThanOrEqual(30)
    const [before, after] = [open(first), open(join(folder, 'second.sqlite'))]
    expect(schemaOf(after)).toEqual(schemaOf(before))
    expect(isSound(after)).toBe(true)
    before.close()
    after.close()
  })

  it('makes the same file of the same site', async () => {
    await intoServer(await awkwardSite())
    await outOfServer('one.sqlite')
    // A row that moved within its table.
    await database.run('UPDATE promo_code SET note = note; UPDATE setting SET value = value')
    await outOfServer('two.sqlite')
    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => digestOf(join(folder, `${name}.sqlite`))),
    )
    expect(one).toBe(two)
  })

  it('keeps nothing where a table has not as many rows as it should, or other ones', async () => {
    const first = await awkwardSite()
    await (await openPostgres({ target: database.target, clock, log })).close()
    await database.run(`
      CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.recipient_name := NEW.recipient_name || 'x'; RETURN NEW; END $$;
      CREATE TRIGGER spoil BEFORE INSERT ON promo_code FOR EACH ROW EXECUTE FUNCTION spoil()`)
    await expect(intoServer(first)).rejects.toThrow('promo_code differs')
    expect(await database.run('SELECT count(*) AS n FROM setting')).toEqual([{ n: 0 }])
    await database.run('DROP TRIGGER spoil ON promo_code')
    await intoServer(first)
    const without = (table: string) => (source: TableSource) => ({
      ...source,
      rows: (name: string, columns: readonly string[]) => (name === table ? [] : source.rows(name, columns)),
    })
    await expect(outOfServer('other.sqlite', without('setting'))).rejects.toThrow('setting differs')
    await expect(readFile(join(folder, 'other.sqlite'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
