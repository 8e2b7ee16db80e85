import { copyFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { incomingPath } from '#backend/storage/sqlite/site-transfer.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { newFolder } from '../../support/test-backend.ts'
import { openTestSites } from '../../support/test-sites.ts'

let folder: string
let sites: Sites
const open = () => openTestSites(folder)
beforeEach(async () => {
  folder = await newFolder()
  sites = await open()
  await rename('New')
  await sites.close()
  await copyFile(siteFolder('site.sqlite'), join(folder, 'new.sqlite'))
  sites = await open()
  await rename('Old')
})
afterEach(async () => {
  await sites.close()
  await rm(folder, { recursive: true, force: true })
})

const siteFolder = (name = '') => join(folder, 'site', name)
const incoming = () => incomingPath(siteFolder())
const rename = (name: string) =>
  sites.use(({ storage }) => storage.transaction('test', (tx) => writeSiteSettings(tx.settings, { name })))
const name = () => sites.use(async (site) => (await site.settings()).name)
const isNothingLeft = async () =>
  expect((await readdir(siteFolder())).filter((file) => /previous/.test(file))).toEqual([])

/** What must hold after an opening that failed: the old site is in use, now and after a restart, and can be written. */
async function expectOld(): Promise<void> {
  expect(await name()).toBe('Old')
  await rename('Old, written')
  await isNothingLeft()
  await sites.close()
  sites = await open()
  expect(await name()).toBe('Old, written')
}

it('puts the prepared database in the place of the site', async () => {
  await copyFile(join(folder, 'new.sqlite'), incoming())
  const { site, backup } = await sites.replaceOwn('site-file', () => Promise.resolve())
  expect(site.name).toBe('New')
  await isNothingLeft()
  const Sqlite = loadSqlite()
  const copy = new Sqlite(siteFolder(join('backups', backup ?? '')), { readonly: true })
  expect(copy.prepare(`SELECT value FROM setting WHERE key = 'name'`).pluck().get()).toBe('Old')
  copy.close()
  await sites.close()
  sites = await open()
  expect(await name()).toBe('New')
})

it('holds the folder at every moment of it', async () => {
  await copyFile(join(folder, 'new.sqlite'), incoming())
  let isOver = false
  const taken: unknown[] = []
  const trying = async () => {
    while (!isOver) {
      taken.push(await failureOf(lockFolder(siteFolder()).then((lock) => lock.release())))
      await turn()
    }
  }
  const swapping = sites.replaceOwn('site-file', () => Promise.resolve()).finally(() => (isOver = true))
  await Promise.all([swapping, trying()])
  expect(taken.length).toBeGreaterThan(1)
  expect(new Set(taken)).toEqual(new Set(['storage.locked']))
})

it('leaves the site open where the last look finds the prepared database wanting', async () => {
  const wanting = sites.replaceOwn('site-file', () => Promise.reject(new Error('wanting')))
  await expect(wanting).rejects.toThrow('wanting')
  await expectOld()
})

it.each([
  ['is gone', 'storage.unavailable', () => rm(incoming(), { force: true })],
  ['is empty', 'storage.missing', () => writeFile(incoming(), '')],
  ['is no database', 'storage.damaged', () => writeFile(incoming(), 'no database '.repeat(1000))],
] as const)('brings the old site back where the prepared database %s', async (_what, code, make) => {
  await copyFile(join(folder, 'new.sqlite'), incoming())
  await refusalOf(
    sites.replaceOwn('site-file', () => make()),
    code,
  )
  await expectOld()
})

it('brings the old site back where the prepared database holds no site', async () => {
  const Sqlite = loadSqlite()
  const prepared = new Sqlite(incoming())
  prepared.exec(`CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT);
    INSERT INTO setting VALUES ('mail.paused', 'yes')`)
  prepared.close()
  expect(await failureOf(sites.replaceOwn('site-file', () => Promise.resolve()))).toMatch(/^storage\./)
  await expectOld()
})

it('is refused while another program reads the site, which stays in use', { timeout: 60_000 }, async () => {
  await copyFile(join(folder, 'new.sqlite'), incoming())
  const Sqlite = loadSqlite()
  const other = new Sqlite(siteFolder('site.sqlite'))
  other.exec('BEGIN')
  other.prepare('SELECT count(*) FROM setting').get()
  await rename('Old')
  await refusalOf(
    sites.replaceOwn('site-file', () => Promise.resolve()),
    'storage.locked',
  )
  expect(await name()).toBe('Old')
  other.exec('ROLLBACK')
  other.close()
  await expectOld()
})

it('says why where neither database could be opened, and opens the site again when it is asked to', async () => {
  await copyFile(join(folder, 'new.sqlite'), incoming())
  // The old database steps aside for a moment, too: what a disk that comes and goes would look like.
  const away = join(folder, 'away.sqlite')
  const failed = sites.replaceOwn('site-file', async () => {
    await rm(incoming())
    const Sqlite = loadSqlite()
    const old = new Sqlite(siteFolder('site.sqlite'), { readonly: true })
    await old.backup(away)
    old.close()
    await rm(siteFolder('site.sqlite'))
  })
  expect(await failureOf(failed)).toMatch(/^storage\./)
  expect(await failureOf(name())).toBe('storage.gone')
  await copyFile(away, siteFolder('site.sqlite'))
  expect(await sites.retry()).toEqual({ open: 'own', problem: null, readOnly: false })
  expect(await name()).toBe('Old')
  await expectOld()
})

it('refuses whoever comes after the end', async () => {
  await sites.close()
  await refusalOf(name(), 'backend.shutting-down')
})
