import { cp, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import { lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { lossWords } from '#shared/languages/en/wording/loss-words.ts'
import { tableShapes } from '#backend/storage/sqlite/rescue/table-shapes.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { IDLE_MS } from '#backend/storage/sqlite/threads/thread-memory.ts'
import { campaignSize } from '../../support/campaign.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { testLog } from '../../support/parts.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { until } from '../../support/condition.ts'

/** A site with a name and codes, which each test has a copy of: making one takes much longer than copying it. */
let made: string
let folder: string
let backend: TestBackend
let isOpen = false
const siteFolder = (...names: string[]) => join(folder, 'site', ...names)
const database = () => siteFolder('site.sqlite')

beforeAll(async () => {
  const first = await startTestBackend()
  await first.api.site.update({ name: 'Fjordkurs' })
  await createCodes(first, creationOf({}, 20))
  await first.backend.close()
  made = first.folder
})
afterAll(() => rm(made, { recursive: true, force: true }))
beforeEach(async () => {
  folder = await newFolder()
  await cp(made, folder, { recursive: true })
})
afterEach(async () => {
  if (isOpen) await backend.stop()
  isOpen = false
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  backend = await startTestBackend({ folder })
  isOpen = true
}
async function startAgainAfter(change: () => Promise<unknown>): Promise<void> {
  if (isOpen) await backend.backend.close()
  isOpen = false
  await change()
  await start()
}

const backUp = async () => {
  await mkdir(siteFolder('backups'), { recursive: true })
  await writeFile(siteFolder('backups', '2026-11-01T00-00-00Z-before-0020.sqlite'), 'kept')
}

/** Damages the database so that it opens, and fails where the codes are read. */
async function damageCodes(what: 'all' | 'index' = 'all'): Promise<void> {
  const Sqlite = loadSqlite()
  const sqlite = new Sqlite(database())
  const pageSize = sqlite.pragma('page_size', { simple: true }) as number
  const roots = sqlite
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'promo_code' AND type IN ('index', ?)`)
    .pluck()
    .all(what === 'all' ? 'table' : 'index') as number[]
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  sqlite.close()
  const { open } = await import('node:fs/promises')
  const file = await open(database(), 'r+')
  for (const root of roots) await file.write(Buffer.alloc(pageSize, 0xee), 0, pageSize, (root - 1) * pageSize)
  await file.close()
}

describe('a site that cannot be opened', () => {
  const CASES: readonly (readonly [string, ErrorCode, () => Promise<unknown>])[] = [
    ['is no database', 'storage.damaged', () => writeFile(database(), 'no database '.repeat(1000))],
    ['is gone beside backups', 'storage.missing', async () => (await backUp(), await rm(database()))],
    ['is empty beside backups', 'storage.missing', async () => (await backUp(), await truncate(database()))],
    [
      'is of a newer release',
      'storage.newer',
      async () => {
        const Sqlite = loadSqlite()
        const sqlite = new Sqlite(database())
        sqlite.exec(`INSERT INTO migration VALUES (99990, 'of-the-future', 0)`)
        sqlite.close()
      },
    ],
    [
      'is a folder',
      'storage.unavailable',
      async () => (await rm(database()), await mkdir(siteFolder('site.sqlite', 'x'), { recursive: true })),
    ],
    [
      'lies where a file is in place of the folder',
      'storage.unavailable',
      async () => (await rename(siteFolder(), join(folder, 'aside')), await writeFile(siteFolder(), 'x')),
    ],
  ]

  it.each(CASES)('keeps no backend from running where it %s', async (_what, code, damage) => {
    await startAgainAfter(damage)
    expect(await failureOf(backend.api.site.get({}))).toBe(code)
    expect(await failureOf(createCodes(backend, creationOf({}, 1)))).toBe(code)
    expect(await failureOf(backend.api.mail.status({}))).toBe(code)
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: null,
      readOnly: false,
      problem: { code },
    })
    expect(await backend.api.recovery.retry({})).toMatchObject({ open: null, problem: { code } })
    // What works by itself is quiet, since nobody asked for it.
    expect(backend.log.lines.filter(({ event }) => /^(mail|payments)\./.test(event))).toEqual([])
  })

  it('is opened by a retry once it is there again, and work goes on', async () => {
    await backUp()
    await startAgainAfter(() => rename(database(), join(folder, 'moved.sqlite')))
    expect(await failureOf(backend.api.site.get({}))).toBe('storage.missing')
    await rename(join(folder, 'moved.sqlite'), database())
    // Only a person's retry opens it.
    expect(await failureOf(backend.api.site.get({}))).toBe('storage.missing')
    expect(await backend.api.recovery.retry({})).toEqual({ open: 'own', problem: null, readOnly: false })
    expect(backend.eventsOf('site.onChanged')).toMatchObject([{ name: 'Fjordkurs' }])
    expect(backend.eventsOf('recovery.onChanged')).toEqual([{ open: 'own', problem: null, readOnly: false }])
    expect((await pickAll(backend)).count).toBe(20)
    await createCodes(backend, creationOf({}, 1))
  })

  it('says whether the database is empty or not there', async () => {
    await backUp()
    await startAgainAfter(() => truncate(database()))
    const found = async () => (await backend.api.recovery.retry({})).problem?.details
    expect(await found()).toEqual({ found: 'empty' })
    await rm(database())
    expect(await found()).toEqual({ found: 'nothing' })
  })

  it('is not rescued where nothing of it can be read, and stays as it is', async () => {
    await startAgainAfter(() => writeFile(database(), 'no database '.repeat(1000)))
    expect(await failureOf(backend.done(backend.api.recovery.rescue({})))).toBe('storage.damaged')
    expect(await readFile(database(), 'utf8')).toContain('no database')
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: null,
      problem: { code: 'storage.damaged' },
    })
  })

  it('leaves the sample to be opened, and none open on the way back', async () => {
    await startAgainAfter(() => writeFile(database(), 'no database '.repeat(1000)))
    expect(await backend.api.site.open({ kind: 'sample' })).toMatchObject({ kind: 'sample' })
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: 'sample',
      problem: { code: 'storage.damaged' },
    })
    expect(await failureOf(backend.api.site.open({ kind: 'own' }))).toBe('storage.damaged')
    expect(backend.eventsOf('recovery.onChanged').at(-1)).toMatchObject({ open: null })
    expect(await failureOf(backend.api.site.get({}))).toBe('storage.damaged')
    // The sample's folder is free again.
    ;(await lockFolder(join(folder, 'sample'))).release()
  })

  it('still keeps a second program out', async () => {
    await startAgainAfter(() => writeFile(database(), 'no database '.repeat(1000)))
    expect(await failureOf(lockFolder(siteFolder()))).toBe('storage.locked')
  })
})

describe('a lock file that is damaged', () => {
  const ROUNDS = campaignSize({ small: 5, full: 20 })
  const lockPath = () => siteFolder('lock.sqlite')

  it('is emptied, and holds', async () => {
    await startAgainAfter(() => writeFile(lockPath(), 'no database '.repeat(1000)))
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
    expect((await stat(lockPath())).size).toBe(0)
    expect(await failureOf(lockFolder(siteFolder()))).toBe('storage.locked')
  })

  it('is not taken from who holds it', async () => {
    await start()
    await writeFile(lockPath(), 'no database '.repeat(1000))
    expect(await failureOf(lockFolder(siteFolder()))).toBe('storage.locked')
    expect((await stat(lockPath())).size).toBeGreaterThan(0)
  })

  it('goes to one of several who find it so at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await writeFile(lockPath(), 'no database '.repeat(1000))
      const tries = await Promise.allSettled(Array.from({ length: 4 }, () => lockFolder(siteFolder())))
      const held = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      expect(held).toHaveLength(1)
      held[0]?.release()
    }
  })
})

describe('a folder that is removed while the site is open', () => {
  beforeEach(start)

  it('is said with the next change, which is not stored, and no new site is made', async () => {
    await rm(folder, { recursive: true, force: true })
    expect(await failureOf(backend.api.site.update({ name: 'Lost' }))).toBe('storage.gone')
    await until('the site is left', () => backend.eventsOf('recovery.onChanged').length > 0)
    expect(backend.eventsOf('recovery.onChanged')).toMatchObject([
      { open: null, problem: { code: 'storage.gone' } },
    ])
    expect(await failureOf(backend.api.site.get({}))).toBe('storage.gone')
    expect(await backend.api.recovery.retry({})).toMatchObject({
      open: null,
      problem: { code: 'storage.gone' },
    })
    expect(await readdir(folder).catch(() => 'none')).toBe('none')
  })

  it('is said with each of several changes at once, and the site is left after them', async () => {
    await rm(folder, { recursive: true, force: true })
    const changes = [10, 20, 30].map((recipientLimit) => backend.api.site.update({ recipientLimit }))
    const gone = changes.map(() => 'storage.gone')
    expect(await Promise.all(changes.map((change) => failureOf(change)))).toEqual(gone)
    await until('the site is left', () => backend.eventsOf('recovery.onChanged').length > 0)
    expect(await backend.api.recovery.state({})).toMatchObject({ problem: { code: 'storage.gone' } })
  })

  it('is said also where the thread that writes had nothing to do, and ended', async () => {
    await backend.api.site.update({ name: 'Kept' })
    await rm(folder, { recursive: true, force: true })
    await setTimeout(IDLE_MS + 1000)
    expect(await failureOf(backend.api.site.update({ name: 'Lost' }))).toBe('storage.gone')
    await until('the site is left', () => backend.eventsOf('recovery.onChanged').length > 0)
  })

  it('is opened again once it is back', async () => {
    await rename(siteFolder(), join(folder, 'moved'))
    expect(await failureOf(backend.api.site.update({ name: 'Lost' }))).toBe('storage.gone')
    await until('the site is left', () => backend.eventsOf('recovery.onChanged').length > 0)
    await rename(join(folder, 'moved'), siteFolder())
    expect(await backend.api.recovery.retry({})).toMatchObject({ open: 'own', problem: null })
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
    expect((await pickAll(backend)).count).toBe(20)
  })

  it('is not made by a rescue, which finds nothing there', async () => {
    await rm(folder, { recursive: true, force: true })
    expect(await failureOf(backend.api.site.update({ name: 'Lost' }))).toBe('storage.gone')
    await until('the site is left', () => backend.eventsOf('recovery.onChanged').length > 0)
    expect(await failureOf(backend.done(backend.api.recovery.rescue({})))).toBe('storage.gone')
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: null,
      problem: { code: 'storage.gone' },
    })
    expect(await readdir(folder).catch(() => 'none')).toBe('none')
  })

  it('keeps other programs out again once a copy is in its place', async () => {
    const copy = `${folder}-copy`
    await startAgainAfter(async () => {
      await cp(folder, copy, { recursive: true })
      await writeFile(database(), 'no database '.repeat(1000))
    })
    expect(await failureOf(backend.api.site.get({}))).toBe('storage.damaged')
    await rm(folder, { recursive: true, force: true })
    await rename(copy, folder)
    expect(await backend.api.recovery.retry({})).toMatchObject({ open: 'own', problem: null })
    expect(await failureOf(lockFolder(siteFolder()))).toBe('storage.locked')
  })

  // A sample site is made, which takes long where other specs run beside it.
  it('is said to be gone while the sample is open', { timeout: 180_000 }, async () => {
    const copy = `${folder}-copy`
    await backend.api.site.open({ kind: 'sample' })
    await cp(folder, copy, { recursive: true })
    await rm(folder, { recursive: true, force: true })
    expect(await failureOf(backend.api.site.update({ name: 'Lost' }))).toBe('storage.gone')
    const gone = { open: null, problem: { code: 'storage.gone' } }
    await until('the sample is left', () => backend.eventsOf('recovery.onChanged').length > 0)
    expect(await backend.api.recovery.state({})).toMatchObject(gone)
    expect(backend.eventsOf('recovery.onChanged').at(-1)).toMatchObject(gone)
    expect(await backend.api.recovery.retry({})).toMatchObject(gone)
    await rename(copy, folder)
    expect(await backend.api.recovery.retry({})).toMatchObject({ open: 'own', problem: null })
    expect(await failureOf(lockFolder(siteFolder()))).toBe('storage.locked')
  })

  it('is found out also where another database lies in its place', async () => {
    await rename(siteFolder(), join(folder, 'moved'))
    await mkdir(siteFolder())
    await writeFile(database(), '')
    expect(await failureOf(backend.api.site.update({ name: 'Lost' }))).toBe('storage.gone')
    await until('the site is left', () => backend.eventsOf('recovery.onChanged').length > 0)
    // The empty file is not made a site.
    expect(await backend.api.recovery.retry({})).toMatchObject({
      open: null,
      problem: { code: 'storage.missing' },
    })
    expect((await stat(database())).size).toBe(0)
  })
})

it('has words for everything that a rescue can lose', async () => {
  const connection = openConnection({
    path: database(),
    readonly: true,
    cacheKiB: 1024,
    log: testLog(),
  })
  const names = tableShapes(connection).map(({ name }) => name)
  connection.close()
  expect(Object.keys(lossWords.tables).toSorted()).toEqual(names.toSorted())
})

it('loses nothing of a site whose indexes alone are damaged', async () => {
  await startAgainAfter(() => damageCodes('index'))
  await backend.backend.checkSite()
  expect(await backend.api.recovery.state({})).toMatchObject({ readOnly: true })
  const { tables, counts } = await backend.done(backend.api.recovery.rescue({}))
  expect({ tables, codes: counts.codes }).toEqual({ tables: [], codes: 20 })
  expect((await pickAll(backend)).count).toBe(20)
  await createCodes(backend, creationOf({}, 1))
})

it('rescues no site that is well', async () => {
  await start()
  expect(await failureOf(backend.done(backend.api.recovery.rescue({})))).toBe('recovery.nothing-to-rescue')
})

it('finds damage that nobody has met, while the site is used', async () => {
  await startAgainAfter(damageCodes)
  expect(await backend.api.recovery.state({})).toMatchObject({ readOnly: false, problem: null })
  await Promise.all([backend.backend.checkSite(), backend.api.site.get({})])
  expect(backend.eventsOf('recovery.onChanged')).toMatchObject([
    { open: 'own', readOnly: true, problem: { code: 'site.read-only' } },
  ])
  await backend.stop()
  folder = await newFolder()
  await start()
  await backend.backend.checkSite()
  expect(backend.eventsOf('recovery.onChanged')).toEqual([])
})

describe('a site that is found damaged', () => {
  beforeEach(async () => {
    await startAgainAfter(damageCodes)
    expect(await failureOf(createCodes(backend, creationOf({}, 1)))).toBe('storage.damaged')
  })

  it('is read where it can be, and every change refused', async () => {
    expect(backend.eventsOf('recovery.onChanged')).toMatchObject([
      { open: 'own', readOnly: true, problem: { code: 'site.read-only' } },
    ])
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
    expect((await backend.api.history.list({ limit: 10 })).total).toBeGreaterThan(0)
    expect(await backend.api.mail.status({})).toMatchObject({ status: { doing: 'idle' } })
    expect(await failureOf(backend.api.site.update({ name: 'Changed' }))).toBe('site.read-only')
    expect(await failureOf(backend.api.mail.pause({}))).toBe('site.read-only')
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
  })

  it('is found out again by trying again, and stays so over a restart', async () => {
    expect(await backend.api.recovery.retry({})).toMatchObject({ open: 'own', readOnly: true })
    expect(await failureOf(backend.api.site.update({ name: 'Changed' }))).toBe('site.read-only')
    await startAgainAfter(async () => undefined)
    await backend.backend.checkSite()
    expect(await failureOf(backend.api.site.update({ name: 'Changed' }))).toBe('site.read-only')
  })

  it('is saved into a new site as far as it can be read, is kept, and work goes on', async () => {
    const rescued = await backend.done(backend.api.recovery.rescue({}))
    expect(rescued.site).toMatchObject({ name: 'Fjordkurs' })
    expect(await backend.api.recovery.state({})).toEqual({ open: 'own', problem: null, readOnly: false })
    expect(backend.eventsOf('recovery.onChanged').at(-1)).toMatchObject({ open: 'own', problem: null })
    // Every code is in the new site, or in the list of what was lost.
    const losses = rescued.tables.find(({ table }) => table === 'promo_code')
    expect(losses).toBeDefined()
    expect(rescued.counts.codes).toBe((await pickAll(backend)).count)
    if (losses && losses.lost !== null) expect(rescued.counts.codes + losses.lost).toBe(20)

    const { backups } = await backend.api.backups.list({})
    expect(backups).toMatchObject([{ file: rescued.kept, reason: 'rescue' }])
    await createCodes(backend, creationOf({}, 3))
    expect((await pickAll(backend)).count).toBe(rescued.counts.codes + 3)
    await backend.backend.checkSite()
    expect(await backend.api.recovery.state({})).toMatchObject({ problem: null })

    const operation = (await backend.api.history.list({ limit: 5 })).operations.find(
      ({ id }) => id === rescued.operationId,
    )
    expect(operation?.details).toMatchObject({ kind: 'rescue-site', counts: rescued.counts })
    const path = join(folder, 'losses.txt')
    const file = backend.backend.files.registerWrite(path).token
    const { operationId } = rescued
    await backend.done(backend.api.recovery.saveLosses({ operationId, file, language: 'en' }))
    const text = await readFile(path, 'utf8')
    expect(text).toContain(`Saved: ${rescued.counts.codes} promo codes`)
    for (const { table } of rescued.tables) expect(text).toContain(`  ${lossWords.tables[table]}: `)
  })

  it('is as it was where its rescue is cancelled', async () => {
    const { jobId } = await backend.api.recovery.rescue({})
    await backend.api.jobs.cancel({ jobId })
    const end = await backend.api.jobs.wait({ jobId })
    expect(end).toMatchObject({ state: 'failed', error: { code: 'job.cancelled' } })
    expect(await backend.api.recovery.state({})).toMatchObject({ open: 'own', problem: expect.anything() })
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
    expect((await readdir(siteFolder())).filter((name) => /incoming|previous/.test(name))).toEqual([])
  })

  it('leaves the sample to be worked in', async () => {
    await backend.api.site.open({ kind: 'sample' })
    expect(await backend.api.recovery.state({})).toMatchObject({ open: 'sample', readOnly: false })
    await backend.api.site.update({ name: 'Trying' })
  })
})
