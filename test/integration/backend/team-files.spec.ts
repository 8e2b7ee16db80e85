import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BackendDependencies } from '#backend/app/dependencies.ts'
import { until } from '../../support/condition.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { openFilledSite, saveSiteFile } from '../../support/filled-site.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** Site files and backups of a site that is in a database, which two persons use. */
let database: TestDatabase
let kari: TestBackend
let ola: TestBackend
const others: TestBackend[] = []

const start = (parts: Partial<BackendDependencies> = {}) =>
  startTestBackend({ parts: { database: database.target, ...parts } })
const inFolder = async (parts: Partial<BackendDependencies> = {}) => {
  const backend = await startTestBackend({ parts: { database: null, ...parts } })
  others.push(backend)
  return backend
}
const fileOf = ({ folder }: TestBackend) => join(folder, 'site.ehandel')
const token = async (backend: TestBackend, path: string) =>
  (await backend.backend.files.registerRead(path)).token
const save = ({ api, done, backend }: TestBackend, path: string) =>
  done(api.siteFile.save({ file: backend.files.registerWrite(path).token }))
const open = async (backend: TestBackend, path: string) =>
  await backend.done(backend.api.siteFile.open({ file: await token(backend, path) }))
const nameIn = async ({ api }: TestBackend) => (await api.site.get({})).name
const reasonsIn = async ({ api }: TestBackend) =>
  (await api.backups.list({})).backups.map(({ reason }) => reason)
const leftIn = async ({ folder }: TestBackend) =>
  (await readdir(join(folder, 'site'))).filter((name) => name.endsWith('.sqlite'))

beforeEach(async () => {
  database = await newDatabase()
  kari = await start()
  await kari.api.site.update({ name: 'Fjordkurs' })
  await createCodes(kari, creationOf({}, 3))
  ola = await start()
})
afterEach(async () => {
  for (const backend of [kari, ola, ...others.splice(0)]) await backend.stop()
  await database.drop()
})

describe('a site file of a site in a database', () => {
  it('holds what is in it, without passwords, and is opened where the site is in a folder', async () => {
    await kari.api.secrets.setPassphrase({ passphrase: 'fire ord som ingen gjetter' })
    const history = await kari.api.history.list({ limit: 20, language: 'en' })
    await save(kari, fileOf(kari))
    const other = await inFolder()
    await open(other, fileOf(kari))
    expect(await nameIn(other)).toBe('Fjordkurs')
    expect((await pickAll(other)).count).toBe(3)
    const there = await other.api.history.list({ limit: 20, language: 'en' })
    expect(there.operations.slice(1)).toEqual(history.operations)
    expect(await other.api.secrets.state({})).toMatchObject({ seal: null, passwords: 0 })
    expect(await leftIn(kari)).toEqual(['lock.sqlite'])
  })

  it('is opened into the database, for everybody who uses it; what was there is kept as a backup', async () => {
    const shop = await openFilledSite()
    await saveSiteFile(shop, fileOf(kari))
    const expected = (await pickAll(shop.backend)).count
    await shop.stop()
    const { resultSet } = await ola.api.report.open({ filter: {}, order: [] })
    const before = await ola.api.site.get({})

    await createCodes(kari, creationOf({}, 4))
    const opened = await open(kari, fileOf(kari))
    expect(opened.site.id).not.toBe(before.id)
    expect(await kari.api.site.get({})).toEqual(opened.site)
    expect((await pickAll(kari)).count).toBe(expected)
    expect(await reasonsIn(kari)).toEqual(['site-file'])
    expect(await leftIn(kari)).toEqual(['lock.sqlite'])

    await until(
      'the other one has opened it again',
      async () => (await ola.api.site.get({})).id === opened.site.id,
    )
    await until('its window is notified', () => ola.eventsOf('site.onChanged').at(-1)?.id === opened.site.id)
    expect(await failureOf(ola.api.report.rows({ resultSet, offset: 0, limit: 1 }))).toBe(
      'report.unknown-result-set',
    )
    expect((await pickAll(ola)).count).toBe(expected)
    await ola.api.site.update({ name: 'Etter filen' })
    await until('both work on', async () => (await nameIn(kari)) === 'Etter filen')

    const [backup] = (await kari.api.backups.list({})).backups
    expect(backup?.content).toMatchObject({ name: 'Fjordkurs', counts: { codes: 7 } })
    const { kept } = await kari.done(kari.api.backups.restore({ id: backup?.id ?? '' }))
    expect(kept).toContain('before-restore')
    expect((await pickAll(kari)).count).toBe(7)
    await until('the other one has it too', async () => (await nameIn(ola)) === 'Fjordkurs')
  })

  it('changes nothing where it is damaged, or something was done since it was looked at', async () => {
    await save(kari, fileOf(kari))
    const file = await token(kari, fileOf(kari))
    await createCodes(ola, creationOf({}, 1))
    expect(await failureOf(kari.done(kari.api.siteFile.open({ file, expect: 2 })))).toBe('plan.moved')
    await writeFile(fileOf(ola), 'no site')
    expect(await failureOf(open(kari, fileOf(ola)))).toBe('siteFile.not-a-site')
    expect((await pickAll(ola)).count).toBe(4)
    expect(await reasonsIn(kari)).toEqual([])
  })

  it('keeps what another program stores until it has its place, and lets it wait meanwhile', async () => {
    await save(kari, fileOf(kari))
    let isOver = false
    const stored: number[] = []
    const writing = (async () => {
      while (!isOver) stored.push((await createCodes(ola, creationOf({}, 1))).operationId)
    })()
    await open(kari, fileOf(kari))
    isOver = true
    await writing
    // What came first is in the backup, what came later beside the contents of the file: nothing is lost between.
    const [backup] = (await kari.api.backups.list({})).backups
    const before = (backup?.content?.counts.codes ?? 0) - 3
    const after = (await pickAll(kari)).count - 3
    expect(before + after).toBe(stored.length)
  })

  it('changes nothing where the server takes the copy otherwise', async () => {
    await save(kari, fileOf(kari))
    await createCodes(kari, creationOf({}, 2))
    await database.run(`
      CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.note := NEW.note || 'x'; RETURN NEW; END $$;
      CREATE TRIGGER spoil BEFORE INSERT ON promo_code FOR EACH ROW EXECUTE FUNCTION spoil()`)
    await expect(open(kari, fileOf(kari))).rejects.toBeInstanceOf(Error)
    await database.run('DROP TRIGGER spoil ON promo_code')
    expect((await pickAll(kari)).count).toBe(5)
    expect((await pickAll(ola)).count).toBe(5)
    expect(await leftIn(kari)).toEqual(['lock.sqlite'])
    await createCodes(ola, creationOf({}, 1))
  })
})

describe('backups of a site in a database', () => {
  it('are made on request, checked, and restored in a folder too', async () => {
    const { backup } = await kari.done(kari.api.backups.create({}))
    expect(backup).toMatchObject({ reason: 'manual', verified: true, problem: null })
    expect(backup.content).toMatchObject({ name: 'Fjordkurs', counts: { codes: 3, operations: 2 } })
    expect(await leftIn(kari)).toEqual(['lock.sqlite'])
    const { present } = await kari.api.backups.list({})
    expect(present).toEqual(backup.content?.counts)
    expect(await reasonsIn(ola)).toEqual([])
    const other = await inFolder()
    await other.api.backups.setFolder({
      folder: await registerFolder(other, join(kari.folder, 'site', 'backups')),
    })
    const [listed] = (await other.api.backups.list({})).backups
    await other.done(other.api.backups.restore({ id: listed?.id ?? '' }))
    expect(await nameIn(other)).toBe('Fjordkurs')
    expect((await pickAll(other)).count).toBe(3)
  })

  it('are made daily by the one that leads, where something was written', async () => {
    const works: (() => Promise<void>)[] = []
    const repeat = (work: () => Promise<void>) => {
      works.push(work)
      return () => undefined
    }
    await kari.stop()
    await ola.stop()
    kari = await start({ backups: { repeat } })
    ola = await start({ backups: { repeat } })
    for (const work of works) await work()
    expect(await reasonsIn(kari)).toEqual(['daily'])
    expect(await reasonsIn(ola)).toEqual([])
    expect(await kari.api.backups.list({})).toMatchObject({ next: expect.any(String) as string })
    expect(await ola.api.backups.list({})).toMatchObject({ next: null })
    kari.clock.advance(25 * 3_600_000)
    await works[0]?.()
    expect(await reasonsIn(kari)).toEqual(['daily'])
    await createCodes(ola, creationOf({}, 1))
    await until('the server has counted it', async () => {
      await works[0]?.()
      return (await reasonsIn(kari)).length === 2
    })
  })

  it('whose passwords another keychain encrypts are not restored into it', async () => {
    const keychain = testKeychain()
    const alone = await inFolder({ keychain })
    await alone.api.paypal.setApiAccount({
      mode: 'test',
      userName: 'fjord_api1.example.com',
      applicationId: 'APP-80W284485P519543T',
      password: 'hemmelig',
    })
    expect(await alone.api.secrets.state({})).toMatchObject({ seal: 'keychain' })
    await alone.done(alone.api.backups.create({}))
    await kari.api.backups.setFolder({
      folder: await registerFolder(kari, join(alone.folder, 'site', 'backups')),
    })
    const [listed] = (await kari.api.backups.list({})).backups
    expect(await failureOf(kari.done(kari.api.backups.restore({ id: listed?.id ?? '' })))).toBe(
      'backups.sealed-by-keychain',
    )
    expect(await nameIn(kari)).toBe('Fjordkurs')
    expect((await pickAll(ola)).count).toBe(3)
  })
})

const registerFolder = async ({ backend }: TestBackend, path: string) =>
  backend.files.registerWrite(path).token
