import { copyFile, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '#shared/contract/refusal.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import type { Migration } from '#backend/storage/sqlite/migrations/migration.ts'
import { openStore, type Store } from '#backend/storage/sqlite/store.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

let folder: string
const opened: Store[] = []
beforeEach(async () => void (folder = await newFolder()))
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  await rm(folder, { recursive: true, force: true })
})

const known = migrations.at(-1)?.number ?? 0
async function open(steps: readonly Migration[] = migrations): Promise<Store> {
  const store = await openStore({ folder, clock: testClock(), log: testLog(), migrations: steps })
  opened.push(store)
  return store
}
async function close(): Promise<void> {
  await opened.pop()?.close()
}
/** Looks into the file from outside. */
function outside<T>(work: (database: InstanceType<ReturnType<typeof loadSqlite>>) => T): T {
  const Sqlite = loadSqlite()
  const database = new Sqlite(join(folder, 'site.sqlite'))
  try {
    return work(database)
  } finally {
    database.close()
  }
}
const step = (number: number, sql: string): Migration => ({
  number,
  name: `step-${number}`,
  up: (connection) => connection.exec(sql),
})
const named = async (name: string) => {
  const store = await open()
  await store.writer.transaction('test', (tx) => writeSiteSettings(tx.settings, { name }))
  await close()
}
const failure = (work: Promise<unknown>) =>
  work.then(() => undefined).catch((error: unknown) => error as Refusal)

describe('opening', () => {
  it('makes a durable database in a new folder', async () => {
    await open()
    expect(outside((database) => database.pragma('journal_mode', { simple: true }))).toBe('wal')
    expect(await readdir(folder)).not.toContain('backups')
  })

  it('refuses a folder that is open already, and takes it once it is free', async () => {
    await open()
    expect((await failure(open()))?.code).toBe('storage.locked')
    await close()
    await open()
  })

  it.each([
    ['text', () => writeFile(join(folder, 'site.sqlite'), 'not a database '.repeat(1000))],
    ['the first half', async () => truncate(join(folder, 'site.sqlite'), 4096)],
  ])('refuses a file of which there is only %s', async (_what, damage) => {
    await named('Fjordkurs')
    await damage()
    expect((await failure(open()))?.code).toBe('storage.damaged')
    // The lock was given back, and the file is as it was found.
    const before = await readFile(join(folder, 'site.sqlite'))
    expect((await failure(open()))?.code).toBe('storage.damaged')
    expect(await readFile(join(folder, 'site.sqlite'))).toEqual(before)
  })

  it.each([
    ['its backups are', () => writeFile(join(folder, 'backups', 'a.sqlite'), 'a copy')],
    ['its log is', () => writeFile(join(folder, 'site.sqlite-wal'), 'committed')],
  ])('makes no empty database where the site’s is gone and %s still there', async (_what, leave) => {
    await named('Fjordkurs')
    await mkdir(join(folder, 'backups'))
    await leave()
    for (const lose of [() => truncate(join(folder, 'site.sqlite')), () => rm(join(folder, 'site.sqlite'))]) {
      await lose()
      const before = await readdir(folder)
      expect((await failure(open()))?.code).toBe('storage.missing')
      expect(await readdir(folder)).toEqual(before)
    }
  })

  it('makes the database where a kill came while it was being made', async () => {
    await writeFile(join(folder, 'site.sqlite'), '')
    await open()
  })

  it('makes no database where one must be', async () => {
    const path = join(folder, 'none.sqlite')
    for (const readonly of [true, false])
      expect(() => openConnection({ path, readonly, cacheKiB: 1024, log: testLog() })).toThrow(
        expect.objectContaining({ code: 'storage.unavailable' }),
      )
    expect(await readdir(folder)).toEqual([])
  })

  it('is reported to the person through the backend', async () => {
    const backend = await startTestBackend({ folder })
    expect((await failure(startTestBackend({ folder })))?.code).toBe('storage.locked')
    await backend.backend.close()
  })
})

describe('another program that writes to the database', () => {
  it('is waited for, and no call waits with it', async () => {
    const { api, backend } = await startTestBackend({ folder })
    const Sqlite = loadSqlite()
    const other = new Sqlite(join(folder, 'site', 'site.sqlite'))
    try {
      other.exec('BEGIN IMMEDIATE')
      const written = api.site.update({ name: 'Fjordkurs' })
      expect((await api.site.get({})).name).not.toBe('Fjordkurs')
      expect(other.inTransaction).toBe(true)
      other.exec('ROLLBACK')
      await written
      expect((await api.site.get({})).name).toBe('Fjordkurs')
    } finally {
      other.close()
      await backend.close()
    }
  })

  it('does not keep a change from being cancelled', async () => {
    const store = await open()
    const abort = new AbortController()
    const Sqlite = loadSqlite()
    const other = new Sqlite(store.path)
    try {
      other.exec('BEGIN IMMEDIATE')
      const change = store.writer.transaction(
        'test',
        (tx) => writeSiteSettings(tx.settings, { name: 'Ny' }),
        abort.signal,
      )
      await yieldToEventLoop()
      abort.abort()
      expect((await failure(change))?.code).toBe('job.cancelled')
    } finally {
      other.close()
    }
  })
})

describe('migrations', () => {
  it('are numbered by tens, upwards', () => {
    const numbers = migrations.map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
    expect(numbers.every((number) => number > 0 && number % 10 === 0)).toBe(true)
  })

  it('run once, after a backup that holds what was before', async () => {
    await named('Før')
    const next = [...migrations, step(known + 10, `UPDATE setting SET value = 'Etter' WHERE key = 'name'`)]
    await open(next)
    const name = 'SELECT value FROM setting WHERE key = ?'
    expect(outside((database) => database.prepare(name).pluck().get('name'))).toBe('Etter')
    const backups = await readdir(join(folder, 'backups'))
    expect(backups).toEqual([`2026-11-23T11-00-00Z-before-${String(known + 10).padStart(4, '0')}.sqlite`])
    const Sqlite = loadSqlite()
    const backup = new Sqlite(join(folder, 'backups', backups[0] ?? ''), { readonly: true })
    expect(backup.prepare(name).pluck().get('name')).toBe('Før')
    backup.close()
    await close()
    await open(next)
    const later = await readdir(join(folder, 'backups'))
    expect(later.filter((name) => name.endsWith('.sqlite'))).toEqual(backups)
  })

  it('keep the last few backups', async () => {
    for (let last = 0; last < 8; last += 1) {
      const clock = testClock(`2026-11-${10 + last}T00:00:00Z`)
      const steps = Array.from({ length: last }, (_, i) => step(known + 10 * (i + 1), 'SELECT 1'))
      const store = await openStore({ folder, clock, log: testLog(), migrations: [...migrations, ...steps] })
      await store.close()
    }
    const backups = await readdir(join(folder, 'backups'))
    expect(backups).toHaveLength(5)
    expect(backups.sort().at(-1)).toMatch(/^2026-11-17/)
  })

  it('make one backup of a failing step however often it is tried, and remove no other one', async () => {
    await named('Før')
    const daily = '2026-11-01T08-00-00Z-daily.sqlite'
    await mkdir(join(folder, 'backups'))
    await copyFile(join(folder, 'site.sqlite'), join(folder, 'backups', daily))
    const failing = [...migrations, step(known + 10, 'SELECT * FROM nothing_of_the_kind')]
    const names = new Set<string>()
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const clock = testClock(`2026-11-${10 + attempt}T00:00:00Z`)
      const error = await failure(openStore({ folder, clock, log: testLog(), migrations: failing }))
      names.add((error as Refusal<'storage.migration-failed'>).details.backup)
    }
    expect([...names]).toEqual([`2026-11-10T00-00-00Z-before-${String(known + 10).padStart(4, '0')}.sqlite`])
    expect((await readdir(join(folder, 'backups'))).sort()).toEqual([daily, ...names])
    // Another content is another backup.
    await named('Endret')
    await failure(openStore({ folder, clock: testClock(), log: testLog(), migrations: failing }))
    expect(await readdir(join(folder, 'backups'))).toHaveLength(3)
  })

  it('leave everything as it was when one fails, and name the backup', async () => {
    await named('Før')
    const failing = step(known + 20, `UPDATE setting SET value = 'Halvt'; SELECT * FROM nothing_of_the_kind`)
    const steps = [...migrations, step(known + 10, 'CREATE TABLE extra (id INTEGER) STRICT'), failing]
    const error = await failure(open(steps))
    expect(error).toSatisfy((thrown) => isRefusal(thrown, 'storage.migration-failed'))
    const { migration, backup } = (error as Refusal<'storage.migration-failed'>).details
    expect(migration).toBe(`${String(known + 20).padStart(4, '0')}-step-${known + 20}`)
    expect(await readdir(join(folder, 'backups'))).toEqual([backup])
    const names = outside((database) => database.prepare('SELECT value FROM setting').pluck().all())
    expect(names).toEqual(['Før'])
    // The step before it remains applied, with its bookkeeping row; a fixed release continues from there.
    await open([...migrations, step(known + 10, 'SELECT 1'), step(known + 20, 'DROP TABLE extra')])
  })

  it('refuse a database of a newer release, untouched', async () => {
    await open([...migrations, step(known + 30, 'SELECT 1')])
    await close()
    const before = await readFile(join(folder, 'site.sqlite'))
    const error = await failure(open())
    expect(error).toMatchObject({ code: 'storage.newer', details: { found: known + 30, known } })
    expect(await readFile(join(folder, 'site.sqlite'))).toEqual(before)
  })
})

describe('0010-promo-codes', () => {
  const INSERT = `INSERT INTO promo_code VALUES (@id, @code, 1, 'events', 'everything', 'N', 'n', 'e', @kind, @value,
    @currency, @limit, @used, 0, @expires, NULL)`
  const row = {
    id: 1,
    code: 'ABC',
    kind: 'percent',
    value: 100,
    currency: null,
    limit: 2,
    used: 0,
    expires: '2026-12-31',
  }

  it('takes rows in good order and refuses the others', async () => {
    await open(migrations.filter(({ number }) => number <= 10))
    outside((database) => {
      const insert = database.prepare(INSERT)
      expect(() => insert.run(row)).toThrow(/FOREIGN KEY/)
      database.exec(`INSERT INTO operation VALUES (1, 'create-codes', 0, '{}', NULL);
        INSERT INTO batch VALUES (1, 1, '', 'events', 0)`)
      insert.run(row)
      const refused: [Partial<Record<keyof typeof row, unknown>>, RegExp][] = [
        [{ code: 'abc' }, /UNIQUE/],
        [{ code: 'b', used: 3 }, /CHECK/],
        [{ code: 'c', used: -1 }, /CHECK/],
        [{ code: 'd', limit: 0 }, /CHECK/],
        [{ code: 'e', kind: 'amount' }, /CHECK/],
        [{ code: 'f', currency: 'USD' }, /CHECK/],
        [{ code: 'g', value: 0 }, /CHECK/],
        [{ code: 'h', value: 'ten' }, /cannot store TEXT/],
        [{ code: 'i', expires: '31.12.26' }, /CHECK/],
        [{ code: null }, /NOT NULL/],
      ]
      for (const [change, message] of refused)
        expect(() => insert.run({ ...row, id: 2, ...change }), JSON.stringify(change)).toThrow(message)
      expect(() => database.exec(`INSERT INTO operation VALUES (2, 'x', 0, 'no json', NULL)`)).toThrow(
        /CHECK/,
      )
      insert.run({ ...row, id: 2, code: 'Ü', limit: null, used: 1_000_000, kind: 'amount', currency: 'GBP' })
    })
  })
})
