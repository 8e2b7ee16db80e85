import { copyFile, cp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { schemaDigest } from '#backend/storage/sqlite/check-database.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { migrate } from '#backend/storage/sqlite/migrate.ts'
import { migrations, SCHEMA_DIGEST } from '#backend/storage/sqlite/migrations/index.ts'
import type { SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import {
  asKilled,
  closedSite,
  cutOff,
  flip,
  openStorage,
  PAGE_BYTES,
  placesOf,
  remove,
  siteFile,
  siteWith,
  writeOver,
} from '../../support/damage/damaged-site.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { newFolder } from '../../support/test-backend.ts'

const CODES = 3000
const FRAME_BYTES = PAGE_BYTES + 24

let folder: string
let storage: SqliteStorage | undefined
afterEach(async () => {
  await storage?.close()
  storage = undefined
  await remove(folder)
})

const open = async (readOnly = false) => (storage = await openStorage(folder, readOnly))
const codes = async () => {
  const database = new (loadSqlite())(siteFile(folder), { readonly: true })
  try {
    return database.prepare('SELECT count(*) FROM promo_code').pluck().get()
  } finally {
    database.close()
  }
}

it('knows the tables and indexes that the migrations make', async () => {
  folder = ''
  const connection = openConnection({ path: ':memory:', readonly: false, cacheKiB: 1024, log: testLog() })
  await migrate({ connection, migrations, site: null, clock: testClock(), log: testLog() })
  expect(SCHEMA_DIGEST).toBe(schemaDigest(connection))
  connection.close()
})

/** Each test has a copy of one folder: making a site takes much longer than copying its files. */
function copiesOf(make: () => Promise<string>): void {
  let made: string
  beforeAll(async () => void (made = await make()))
  beforeEach(async () => {
    folder = await newFolder()
    await cp(made, folder, { recursive: true })
  })
  afterAll(() => remove(made))
}

describe('a site that was closed in order', () => {
  copiesOf(() => closedSite(CODES))

  it('is sound', async () => {
    expect(await (await open()).check()).toBe('sound')
  })

  it.each([
    ['ends within a page', () => cutOff(siteFile(folder), 100)],
    ['lacks its last page', () => cutOff(siteFile(folder), PAGE_BYTES)],
    ['lacks half', async () => truncate(siteFile(folder), PAGE_BYTES * 200)],
    ['has no head', () => writeOver(siteFile(folder), 0, Buffer.alloc(100))],
    ['has another page size', () => writeOver(siteFile(folder), 16, Buffer.from([0x20, 0x00]))],
    ['has another number of pages', () => writeOver(siteFile(folder), 28, Buffer.from([0, 0, 0, 9]))],
    ['has a page too many', async () => writeFile(siteFile(folder), Buffer.alloc(PAGE_BYTES), { flag: 'a' })],
    ['is text', async () => writeFile(siteFile(folder), 'no database '.repeat(1000))],
  ])('is not opened where its file %s, and is left as it was found', async (_what, damage) => {
    await damage()
    const before = await readFile(siteFile(folder))
    expect(await failureOf(open())).toBe('storage.damaged')
    expect(await readFile(siteFile(folder))).toEqual(before)
  })

  it('is not opened where a table is not as it was made', async () => {
    const database = new (loadSqlite())(siteFile(folder))
    database.unsafeMode().pragma('writable_schema = ON')
    database.exec(
      `UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (discount_value > 0)', '') WHERE name = 'promo_code'`,
    )
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    expect(await failureOf(open())).toBe('storage.damaged')
  })

  it.each([
    ['a page of a table', 'promo_code', 3],
    ['the upper page of a table', 'promo_code', 0],
    ['a page of an index', 'promo_code_by_email', 2],
  ])('is found to be damaged where %s is', async (_what, name, at) => {
    const place = placesOf(folder, name)[at]
    await writeOver(siteFile(folder), ((place?.page ?? 0) - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES))
    expect(await (await open()).check()).toBe('damaged')
  })

  it('is found to be damaged where a row has what its table forbids', async () => {
    const database = new (loadSqlite())(siteFile(folder))
    database.pragma('ignore_check_constraints = ON')
    database.exec('UPDATE promo_code SET used = -1 WHERE id = 7')
    database.close()
    expect(await (await open()).check()).toBe('damaged')
  })

  it('is found to be damaged where an index has another value than its table', async () => {
    const page = (placesOf(folder, 'promo_code_by_email').find(({ type }) => type === 'leaf')?.page ?? 0) - 1
    const file = await readFile(siteFile(folder))
    const at = file.lastIndexOf('oystein@example.com', (page + 1) * PAGE_BYTES)
    await writeOver(siteFile(folder), at, Buffer.from('O'.repeat(3)))
    await open()
    // Nothing else shows it.
    const database = new (loadSqlite())(siteFile(folder), { readonly: true })
    expect(database.pragma('quick_check', { simple: true })).toBe('ok')
    database.close()
    expect(await storage?.check()).toBe('damaged')
  })

  it('is read where it can be, and not written, once it is known to be damaged', async () => {
    const [, leaf] = placesOf(folder, 'promo_code').filter(({ type }) => type === 'leaf')
    await writeOver(siteFile(folder), ((leaf?.page ?? 0) - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES))
    const before = await readFile(siteFile(folder))
    const { settings, overview, transaction, check } = await open(true)
    expect((await settings.all()).size).toBeGreaterThan(0)
    expect(await failureOf(overview.find('nobody', 10))).toBe('storage.damaged')
    expect(await failureOf(transaction('test', (tx) => tx.settings.write({ name: 'New' })))).toBe(
      'storage.damaged',
    )
    expect(await check()).toBe('damaged')
    await storage?.close()
    storage = undefined
    expect(await readFile(siteFile(folder))).toEqual(before)
  })

  it('stops a check when it is closed', async () => {
    const { check, close } = await open()
    const checking = check()
    await close()
    storage = undefined
    expect(await checking).toBe('stopped')
  })
})

describe('a site after a kill', () => {
  copiesOf(async () => {
    const backend = await siteWith(CODES)
    await backend.api.site.update({ name: 'Fjordkurs' })
    await backend.api.site.update({ name: 'Ny' })
    const killed = await asKilled(backend.folder)
    await backend.stop()
    return killed
  })

  it('is opened with everything that was committed', async () => {
    expect((await stat(siteFile(folder, '-wal'))).size).toBeGreaterThan(FRAME_BYTES * 3)
    const { settings, check } = await open()
    expect((await settings.all()).get('name')).toBe('Ny')
    expect(await codes()).toBe(CODES)
    expect(await check()).toBe('sound')
  })

  it.each([
    ['a byte of an early frame', () => flip(siteFile(folder, '-wal'), 32 + FRAME_BYTES * 2 + 300, 1)],
    ['a byte of the last commit', async () => flip(siteFile(folder, '-wal'), (await lastFrame()) + 300, 1)],
    ['the head', () => flip(siteFile(folder, '-wal'), 4, 20)],
    ['the head of a frame', () => flip(siteFile(folder, '-wal'), 32 + FRAME_BYTES * 2, 24)],
    ['everything', async () => truncate(siteFile(folder, '-wal'), 0)],
    ['the file', () => rm(siteFile(folder, '-wal'))],
    ['the last frame', async () => truncate(siteFile(folder, '-wal'), await lastFrame())],
  ])('is not opened where its log has lost %s', async (_what, damage) => {
    await damage()
    const before = await readFile(siteFile(folder))
    expect(await failureOf(open())).toMatch(/^storage\.(damaged|missing)$/)
    expect(await failureOf(open(true))).toMatch(/^storage\.(damaged|missing)$/)
    // A second look finds the same: nothing was discarded by the first.
    expect(await failureOf(open())).toMatch(/^storage\.(damaged|missing)$/)
    expect(await readFile(siteFile(folder))).toEqual(before)
  })

  it('is opened where a commit that was under way is not whole', async () => {
    // The index says that nothing is missing: the last commit never was one.
    const end = await lastFrame()
    await rm(siteFile(folder, '-shm'))
    await truncate(siteFile(folder, '-wal'), end + 2000)
    expect((await (await open()).settings.all()).get('name')).toBe('Fjordkurs')
    expect(await storage?.check()).toBe('sound')
  })

  /** Where the last frame of the log begins that counts. */
  async function lastFrame(): Promise<number> {
    const index = await readFile(siteFile(folder, '-shm'))
    return 32 + FRAME_BYTES * (index.readUInt32LE(16) - 1)
  }
})

it('opens a site that is copied without the index of its log', async () => {
  const backend = await siteWith(10)
  folder = await asKilled(backend.folder)
  await backend.stop()
  await rm(siteFile(folder, '-shm'))
  await copyFile(siteFile(folder), siteFile(folder) + '-copy')
  await open()
  expect(await codes()).toBe(10)
})
