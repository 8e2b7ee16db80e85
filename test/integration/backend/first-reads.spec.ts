import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { openSqlite, type SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import { until } from '../../support/condition.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'
import { testEntries } from '../../support/test-entries.ts'

const LATER_MS = 3_600_000
/** A read that needs a thread fails with it. */
const NO_READER = join(import.meta.dirname, 'no-such-thread.ts')

let folder: string
let storage: SqliteStorage | undefined
const open = async (entries: Partial<typeof testEntries> & { storageAfterMs?: number }) =>
  (storage = await openSqlite({
    folder,
    clock: testClock(),
    log: testLog(),
    entries: { ...testEntries, ...entries },
  }))
const write = (name: string) => storage?.transaction('test', (tx) => tx.settings.write({ name }))
const close = async () => {
  await storage?.close()
  storage = undefined
}
const file = () => join(folder, 'site.sqlite')

beforeEach(async () => {
  folder = await newFolder()
  await open({})
  await write('Fjordkurs')
  await close()
})
afterEach(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

describe('a database that was closed in order', () => {
  it('is read before there is any thread', async () => {
    const opened = await open({ storageAfterMs: LATER_MS, readerThread: NO_READER, writerThread: NO_READER })
    expect(await opened.settings.find('name')).toBe('Fjordkurs')
    expect(await opened.overview.find('Fjord', 5)).toEqual([])
  })

  it('is read one call at a time, each of which sees one state', async () => {
    const opened = await open({ storageAfterMs: LATER_MS, readerThread: NO_READER })
    const names = await Promise.all(Array.from({ length: 20 }, () => opened.settings.find('name')))
    expect(new Set(names)).toEqual(new Set(['Fjordkurs']))
  })

  it('is read in threads from the first transaction on, which they see', async () => {
    const opened = await open({ storageAfterMs: LATER_MS })
    expect(await opened.settings.find('name')).toBe('Fjordkurs')
    await write('Sørkurs')
    expect(await opened.settings.find('name')).toBe('Sørkurs')
  })

  it('is read in threads after a while', async () => {
    const opened = await open({ storageAfterMs: 1, readerThread: NO_READER })
    const failure = () =>
      opened.settings.find('name').then(
        () => undefined,
        (error: unknown) => error,
      )
    await until('threads read', async () => (await failure()) !== undefined)
  })

  it('has its long reads in threads where it is large', async () => {
    const grown = new (loadSqlite())(file())
    grown.exec(`CREATE TABLE filler (a BLOB); INSERT INTO filler VALUES (zeroblob(${20 * 1024 * 1024}))`)
    grown.exec('DROP TABLE filler')
    grown.close()
    const opened = await open({ storageAfterMs: LATER_MS, readerThread: NO_READER })
    expect(await opened.settings.find('name')).toBe('Fjordkurs')
    await expect(opened.overview.find('Fjord', 5)).rejects.toThrow()
  })

  it('is written although its first thread could not start', async () => {
    const entries = { ...testEntries, storageAfterMs: LATER_MS, writerThread: NO_READER }
    storage = await openSqlite({ folder, clock: testClock(), log: testLog(), entries })
    await expect(write('a')).rejects.toThrow()
    Object.assign(entries, testEntries)
    await write('Sørkurs')
    expect(await storage.settings.find('name')).toBe('Sørkurs')
  })
})

describe('a database that was not', () => {
  it.each([
    ['has something in its log', () => appendFile(`${file()}-wal`, Buffer.alloc(64))],
    ['has another schema', () => new (loadSqlite())(file()).exec('CREATE TABLE other (a)')],
  ])('is opened by the thread that writes where it %s', async (_what, change) => {
    await change()
    await expect(open({ storageAfterMs: LATER_MS, writerThread: NO_READER })).rejects.toThrow()
  })

  it('is refused as ever where it is no database', async () => {
    await writeFile(file(), 'no database')
    await expect(open({ storageAfterMs: LATER_MS })).rejects.toMatchObject({ code: 'storage.damaged' })
  })

  it('is refused where it is of a newer release, also one with the same tables', async () => {
    const newer = new (loadSqlite())(file())
    newer.exec(`INSERT INTO migration VALUES (99990, 'of-the-future', 0)`)
    newer.close()
    await expect(open({ storageAfterMs: LATER_MS })).rejects.toMatchObject({ code: 'storage.newer' })
  })

  it('is made where there is none', async () => {
    await rm(file())
    const opened = await open({ storageAfterMs: LATER_MS })
    expect(await opened.settings.find('name')).toBe(null)
  })
})
