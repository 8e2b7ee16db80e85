import { copyFile, readFile, readdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { migrate } from '#backend/storage/sqlite/migrate.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { rescueSite } from '#backend/storage/sqlite/rescue-site.ts'
import { REPAIRS } from '#backend/storage/sqlite/rescue/repair-references.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import {
  asKilled,
  flip,
  PAGE_BYTES,
  remove,
  siteFile,
  siteWith,
  writeOver,
} from '../../support/damage/damaged-site.ts'
import {
  changedIn,
  type Contents,
  contentsOf,
  expectNothingHidden,
  expectSound,
  missingIn,
  rescue,
} from '../../support/damage/rescued-site.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'
import { testEntries } from '../../support/test-entries.ts'

/** A site with something of everything: the sample. */
let sample: string
let before: Contents
/** Where each page belongs. */
let places: readonly { page: number; name: string; type: string }[]
let folder: string
let path: string

beforeAll(async () => {
  const backend = await startTestBackend()
  await backend.api.site.open({ kind: 'sample' })
  await backend.backend.close()
  sample = join(backend.folder, 'sample', 'site.sqlite')
  before = contentsOf(sample)
  const database = new (loadSqlite())(sample, { readonly: true })
  places = database
    .prepare('SELECT pageno AS page, name, pagetype AS type FROM dbstat ORDER BY pageno')
    .all() as typeof places
  database.close()
  folder = await newFolder()
})
afterAll(async () => {
  await remove(join(sample, '../..'))
  await remove(folder)
})
beforeEach(async () => {
  for (const name of await readdir(folder)) await remove(join(folder, name))
  path = join(folder, 'site.sqlite')
  await copyFile(sample, path)
})

const blank = (page: number) => writeOver(path, (page - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES))
const pagesOf = (name: string, type: string) =>
  places.filter((place) => place.name === name && place.type === type).map(({ page }) => page)
/** The rescue adds an operation, holds the mail, and puts empty wordings in the place of those that are lost. */
const EXPECTED_CHANGES = ['setting', 'mail_message', 'mail_wording']
const unexpected = (changed: ReadonlyMap<string, number>) =>
  [...changed.keys()].filter((table) => !EXPECTED_CHANGES.includes(table))

it('has a repair for every reference of the tables', async () => {
  const connection = openConnection({ path: ':memory:', readonly: false, cacheKiB: 1024, log: testLog() })
  await migrate({ connection, migrations, site: null, clock: testClock(), log: testLog() })
  const { database } = connection
  const references = (database.pragma('table_list') as { name: string }[]).flatMap(({ name }) =>
    (database.pragma(`foreign_key_list('${name}')`) as { from: string }[]).map(
      ({ from }) => `${name}.${from}`,
    ),
  )
  const repaired = Object.entries(REPAIRS).flatMap(([table, columns]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  )
  expect(repaired.sort()).toEqual(references.sort())
  connection.close()
})

describe('a rescue of', () => {
  it('a sound site saves all of it', async () => {
    expect(before.get('promo_code')?.size).toBeGreaterThan(100)
    const { to, rescued } = await rescue(path)
    expect(rescued.tables).toEqual([])
    const after = contentsOf(to)
    expect(missingIn(after, before)).toEqual(new Map())
    expect(unexpected(changedIn(after, before))).toEqual([])
    expect(after.get('operation')?.size).toBe((before.get('operation')?.size ?? 0) + 1)
    expectSound(to)
    expect(await readFile(path)).toEqual(await readFile(sample))
  })

  it.each(['promo_code', 'operation', 'commerce_revision'])(
    'a site whose table %s has lost its upper pages saves all of it',
    async (table) => {
      const upper = pagesOf(table, 'internal')
      expect(upper).not.toEqual([])
      for (const page of upper) await blank(page)
      const { to } = await rescue(path)
      expect(missingIn(contentsOf(to), before)).toEqual(new Map())
      expectSound(to)
    },
  )

  it('a site whose first page is gone saves nearly all of it', async () => {
    await blank(1)
    const { to, rescued } = await rescue(path)
    expect(missingIn(contentsOf(to), before).get('promo_code')).toBeUndefined()
    expectNothingHidden({ to, rescued }, before)
  })

  it('a site with a lost page of codes says which codes are lost', async () => {
    const [, page = 0] = pagesOf('promo_code', 'leaf')
    await blank(page)
    const { to, rescued } = await rescue(path)
    const missing = missingIn(contentsOf(to), before)
    expect([...missing.keys()]).toEqual(['promo_code'])
    const [listed] = rescued.tables
    expect(rescued.tables).toHaveLength(1)
    expect(listed).toMatchObject({ table: 'promo_code', lost: missing.get('promo_code')?.length })
    const lost = missing.get('promo_code')?.map((key) => before.get('promo_code')?.get(key)) ?? []
    expect(lost.length).toBeGreaterThan(5)
    expect(lost.join()).toContain(`"code":"${listed?.examples[0]}"`)
  })

  it.each(['mail_attempt', 'batch', 'operation'])(
    'a site in which a page of codes and one of %s have changed places saves all of it',
    async (table) => {
      const [, one = 0] = pagesOf('promo_code', 'leaf')
      const [other = 0] = pagesOf(table, 'leaf')
      const bytes = await readFile(path)
      const at = (page: number) => bytes.subarray((page - 1) * PAGE_BYTES, page * PAGE_BYTES)
      await writeOver(path, (one - 1) * PAGE_BYTES, at(other))
      await writeOver(path, (other - 1) * PAGE_BYTES, at(one))
      const { to, rescued } = await rescue(path)
      expectNothingHidden({ to, rescued }, before)
      expect(missingIn(contentsOf(to), before)).toEqual(new Map())
    },
  )

  it('a site with a damaged index loses nothing', async () => {
    for (const page of pagesOf('promo_code_by_email', 'leaf')) await blank(page)
    const { to, rescued } = await rescue(path)
    expect(rescued.tables).toEqual([])
    expect(missingIn(contentsOf(to), before)).toEqual(new Map())
  })

  it('a site in which a code was written over says that it may be another', async () => {
    const [page = 0] = pagesOf('promo_code', 'leaf')
    const [row = ''] = [...(before.get('promo_code')?.values() ?? [])]
    const { code } = JSON.parse(row) as { code: string }
    const at = (await readFile(path)).indexOf(code, (page - 1) * PAGE_BYTES)
    await writeOver(path, at, Buffer.from('QQQQ'))
    const { rescued } = await rescue(path)
    const [listed] = rescued.tables.filter(({ table }) => table === 'promo_code')
    expect(listed).toMatchObject({ lost: 0, altered: 1 })
    expect(listed?.examples[0]).toMatch(/QQQQ/)
  })

  it('a site without its operations keeps the codes', async () => {
    for (const type of ['internal', 'leaf']) for (const page of pagesOf('operation', type)) await blank(page)
    const { to, rescued } = await rescue(path)
    expect(missingIn(contentsOf(to), before).get('promo_code')).toBeUndefined()
    expectNothingHidden({ to, rescued }, before)
  })

  it('a site without its batches keeps the codes', async () => {
    for (const page of pagesOf('batch', 'leaf')) await blank(page)
    const { to, rescued } = await rescue(path)
    const after = contentsOf(to)
    expect(missingIn(after, before).get('promo_code')).toBeUndefined()
    expect(after.get('batch')?.size).toBeGreaterThan(0)
    expectNothingHidden({ to, rescued }, before)
  })

  it('half a site saves half of it', async () => {
    await truncate(path, Math.floor(places.length / 2) * PAGE_BYTES)
    expectNothingHidden(await rescue(path), before)
  })

  it.each([
    ['a text', () => writeFile(path, 'no database '.repeat(1000))],
    ['nothing', () => truncate(path, 0)],
  ])('%s is refused, and leaves nothing', async (_what, damage) => {
    await damage()
    expect(await failureOf(rescue(path))).toBe('storage.damaged')
    expect(await readdir(folder)).toEqual(['site.sqlite'])
  })

  it('a site is stopped, and leaves nothing', async () => {
    const abort = new AbortController()
    expect(await failureOf(rescue(path, { signal: abort.signal, progress: () => abort.abort() }))).toBe(
      'job.cancelled',
    )
    expect(await readdir(folder)).toEqual(['site.sqlite'])
  })

  it('a site of a newer version is refused', async () => {
    const database = new (loadSqlite())(path)
    database.exec(`INSERT INTO migration VALUES (9990, 'of-later', 0)`)
    database.close()
    expect(await failureOf(rescue(path))).toBe('storage.newer')
  })

  it('a site of an earlier version brings it up to date', async () => {
    await remove(path)
    const connection = openConnection({ path, readonly: false, create: true, cacheKiB: 1024, log: testLog() })
    const early = migrations.filter(({ number }) => number <= 30)
    await migrate({ connection, migrations: early, site: null, clock: testClock(), log: testLog() })
    connection.database.exec(`
      INSERT INTO setting VALUES ('name', 'Fjordkurs'), ('timeZone', 'Europe/Oslo');
      INSERT INTO operation VALUES (1, 'create-codes', 0, '{"kind":"create-codes","service":"events","codes":1,"recipients":1,"batches":[1],"batchName":""}', NULL);
      INSERT INTO batch VALUES (1, 1, '', 'events', 0);
      INSERT INTO promo_code VALUES (1, 'ABC', 1, 'events', 'everything', 'N', 'n', 'e', 'percent', 100, NULL, 1, 0, 0, '2026-12-31', NULL)`)
    connection.close()
    const { to, rescued } = await rescue(path)
    expect(rescued.tables).toEqual([])
    expect(contentsOf(to).get('promo_code')?.size).toBe(1)
    expect(contentsOf(to).get('setting')?.get('["name"]')).toContain('Fjordkurs')
    expectSound(to)
  })

  it('a killed site has what its log holds, also behind a damaged place', async () => {
    const backend = await siteWith(200)
    await backend.api.site.update({ name: 'Ny' })
    const killed = await asKilled(backend.folder)
    const whole = contentsOf(siteFile(backend.folder))
    await backend.stop()
    // In the content of a frame in the middle.
    await flip(siteFile(killed, '-wal'), 32 + (PAGE_BYTES + 24) * 9 + 300, 40)
    const { to, rescued } = await rescue(siteFile(killed))
    expectNothingHidden({ to, rescued }, whole)
    expect(contentsOf(to).get('setting')?.get('["name"]')).toContain('Ny')
    await remove(killed)
  })

  it('a site is done in a thread, and opens', async () => {
    const own = await newFolder()
    const to = join(own, 'rescued.sqlite')
    const progress: number[] = []
    const { counts, operationId } = await rescueSite({
      entry: testEntries.readerThread,
      log: testLog(),
      from: path,
      to,
      timeZone: 'Europe/Oslo',
      now: testClock().now(),
      progress: (done) => void progress.push(done),
    })
    expect(counts.codes).toBe(before.get('promo_code')?.size)
    expect(progress.length).toBeGreaterThan(1)
    const backend = await startTestBackend({ folder: join(own, 'data') })
    await backend.backend.close()
    await copyFile(to, siteFile(join(own, 'data')))
    const opened = await startTestBackend({ folder: join(own, 'data') })
    const { operations } = await opened.api.history.list({ limit: 5 })
    expect(operations[0]).toMatchObject({ id: operationId, details: { kind: 'rescue-site', tables: [] } })
    await opened.stop()
    await remove(own)
  })
})

it(
  'says of every row whether it is lost, whichever pages are',
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async () => {
    const step = Math.max(1, Math.floor(places.length / campaignSize({ small: 12, full: 400 })))
    for (let at = 0; at < places.length; at += step) {
      const { page = 1 } = places[at] ?? {}
      await copyFile(sample, path)
      await blank(page)
      const found = await rescue(path)
      expectNothingHidden(found, before)
      for (const [table, count] of changedIn(contentsOf(found.to), before)) {
        const { altered = 0 } = found.rescued.tables.find((one) => one.table === table) ?? {}
        if (!EXPECTED_CHANGES.includes(table))
          expect(altered, `${table}, page ${page}`).toBeGreaterThanOrEqual(count)
      }
      await remove(found.to)
    }
  },
)
