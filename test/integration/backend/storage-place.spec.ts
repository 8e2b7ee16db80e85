import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BackendDependencies } from '#backend/app/dependencies.ts'
import type { DatabaseObstacle } from '#shared/contract/database-obstacles.ts'
import { until } from '../../support/condition.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { openFilledSite } from '../../support/filled-site.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** Where the own site is stored, chosen in the settings (SPEC 13). */
let database: TestDatabase
let backend: TestBackend

const start = (parts: Partial<BackendDependencies> = {}) =>
  startTestBackend({ parts: { database: null, ...parts } })
const choiceOf = ({ folder }: TestBackend) => readFile(join(folder, 'database.json'), 'utf8')
const login = (changes: Partial<ReturnType<typeof plain>> = {}) => ({ ...plain(), ...changes })
const plain = () => {
  const { host, port, database: name, user } = database.target
  return {
    host,
    port,
    database: name,
    user,
    tls: false,
    certificate: null as string | null,
    password: 'hemmelig-42',
  }
}
/** A site of somebody else in the database, with three codes. */
async function fillDatabase(): Promise<void> {
  const other = await startTestBackend({ parts: { database: database.target } })
  await other.api.site.update({ name: 'Fjordkurs' })
  await createCodes(other, creationOf({}, 3))
  await other.stop()
}
const check = (changes?: Parameters<typeof login>[0]) => backend.api.storagePlace.check(login(changes))
const obstacle = (it: DatabaseObstacle) => ({ found: 'obstacle', obstacle: it })

beforeEach(async () => {
  database = await newDatabase()
})
afterEach(async () => {
  await database.drop()
})
function eachWithBackend(): void {
  beforeEach(async () => {
    backend = await start()
  })
  afterEach(() => backend.stop())
}

describe('a check of a database', () => {
  beforeAll(async () => {
    backend = await start()
  })
  afterAll(() => backend.stop())

  it('finds an empty one, and one with a site, and changes neither', async () => {
    expect(await check()).toEqual({ found: 'empty' })
    expect(await database.run('SELECT 1 FROM pg_tables WHERE schemaname = current_schema()')).toEqual([])
    await fillDatabase()
    expect(await check()).toEqual({
      found: 'site',
      name: 'Fjordkurs',
      counts: { codes: 3, operations: 2, messages: 0 },
      isOlder: false,
      readOnly: false,
    })
    expect(await backend.api.storagePlace.get({})).toMatchObject({ database: null, namedBy: null })
  })

  it('says what is in the way', async () => {
    expect(await check({ host: 'no-such-host.invalid', tls: true })).toEqual(obstacle('unreachable'))
    expect(await check({ port: 1 })).toEqual(obstacle('refused'))
    expect(await check({ database: 'no_such' })).toEqual(obstacle('no-database'))
    expect(await check({ user: 'nobody_here' })).toEqual(obstacle('wrong-login'))
    expect(await check({ host: 'db.example.com' })).toEqual(obstacle('tls-needed'))
  })

  it('says what is wrong with the login', async () => {
    const [{ hba_file: file } = {}] = await database.run('SHOW hba_file')
    const lines = ['host all careful 127.0.0.1/32 scram-sha-256', 'host all banned 127.0.0.1/32 reject']
    await database.run("CREATE ROLE careful LOGIN PASSWORD 'right'; CREATE ROLE banned LOGIN")
    await database.run(
      `COPY (SELECT unnest(ARRAY['${lines.join("','")}', 'host all all 127.0.0.1/32 trust'])) TO '${String(file)}'`,
    )
    await database.run('SELECT pg_reload_conf()')
    try {
      await until('the rules apply', async () => (await check({ user: 'banned' })).found === 'obstacle')
      expect(await check({ user: 'banned' })).toEqual(obstacle('not-allowed'))
      expect(await check({ user: 'careful', password: 'wrong' })).toEqual(obstacle('wrong-login'))
      // The owner of the schema "public" is another one.
      expect(await check({ user: 'careful', password: 'right' })).toEqual(obstacle('no-rights'))
    } finally {
      await database.run(`COPY (SELECT 'host all all 127.0.0.1/32 trust') TO '${String(file)}'`)
      await database.run('SELECT pg_reload_conf()')
      await database.run('DROP ROLE careful; DROP ROLE banned')
    }
  })

  it('says what is wrong with the certificate, and takes one of an issuer that was chosen', async () => {
    expect(await check({ tls: true })).toEqual(obstacle('certificate-unknown'))
    const path = join(backend.folder, 'issuer.pem')
    const register = async () => (await backend.backend.files.registerRead(path)).token
    await writeFile(path, 'no certificate')
    expect(await check({ tls: true, certificate: await register() })).toEqual(obstacle('no-certificate'))
    await writeFile(path, database.certificate)
    const certificate = await register()
    expect(await check({ tls: true, certificate })).toEqual({ found: 'empty' })
    expect(await check({ tls: true, certificate, host: 'localhost' })).toEqual(obstacle('certificate-name'))
  })

  it('takes neither the tables of something else nor a newer site', async () => {
    await database.run('CREATE TABLE orders (id int)')
    expect(await check()).toEqual(obstacle('not-a-site'))
    await database.run('CREATE TABLE migration (number text, name text)')
    await database.run("INSERT INTO migration VALUES ('first', 'orders')")
    expect(await check()).toEqual(obstacle('not-a-site'))
    await database.run('DROP TABLE orders, migration')
    await fillDatabase()
    await database.run("INSERT INTO migration VALUES (99999, 'from-the-future', 0)")
    expect(await check()).toEqual(obstacle('newer-site'))
  })

  it('puts the password neither into the log nor into the folder', async () => {
    await check()
    await check({ port: 1 })
    expect(JSON.stringify(backend.log.lines)).not.toContain('hemmelig-42')
    await expect(choiceOf(backend)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('joining a site in a database', () => {
  eachWithBackend()

  it('opens it in place of the one in the folder, which is there again after leaving', async () => {
    await backend.api.site.update({ name: 'Min egen' })
    await fillDatabase()
    const joined = await backend.api.storagePlace.join({ ...login(), expect: 'site' })
    expect(joined.site).toMatchObject({ kind: 'own', name: 'Fjordkurs' })
    expect(joined.place).toMatchObject({ database: { user: 'tester', tls: false }, namedBy: 'choice' })
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
    expect(backend.eventsOf('site.onChanged').at(-1)).toMatchObject({ name: 'Fjordkurs' })
    const left = await backend.api.storagePlace.leave({})
    expect(left.site).toMatchObject({ name: 'Min egen' })
    expect(left.place).toMatchObject({ database: null, namedBy: null })
    await expect(choiceOf(backend)).rejects.toMatchObject({ code: 'ENOENT' })
    backend = await backend.restart()
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Min egen' })
  })

  it('stores there from then on, and others are notified', async () => {
    await fillDatabase()
    await backend.api.storagePlace.join({ ...login(), expect: 'site' })
    const other = await startTestBackend({ parts: { database: database.target } })
    await backend.api.site.update({ name: 'Nytt navn' })
    expect((await createCodes(backend, creationOf({}, 2))).operationId).toBeGreaterThan(0)
    await until('the other one has it', async () => (await other.api.site.get({})).name === 'Nytt navn')
    await other.stop()
  })

  it('is left once, however often that is asked for; in the folder, nothing is left', async () => {
    await backend.api.site.update({ name: 'Min egen' })
    expect((await backend.api.storagePlace.leave({})).site).toMatchObject({ name: 'Min egen' })
    await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
    const left = await Promise.all([0, 1].map(() => backend.api.storagePlace.leave({})))
    expect(left.map(({ site }) => site.name)).toEqual(['Min egen', 'Min egen'])
    await backend.api.site.update({ name: 'Fortsatt min' })
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fortsatt min' })
  })

  it('makes a new site in an empty one', async () => {
    const { site } = await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
    expect(site).toMatchObject({ kind: 'own', name: '' })
    await backend.api.site.update({ name: 'Ny' })
    expect(await check()).toMatchObject({ found: 'site', name: 'Ny' })
  })

  it('is refused where the database holds something else than was found, and nothing changes', async () => {
    await backend.api.site.update({ name: 'Min egen' })
    const refused = (expected: 'site' | 'empty', changes?: Parameters<typeof login>[0]) =>
      expect(backend.api.storagePlace.join({ ...login(changes), expect: expected })).rejects
    await refused('site').toMatchObject({ code: 'storagePlace.moved' })
    await refused('site', { port: 1 }).toMatchObject({
      code: 'storagePlace.refused',
      details: { obstacle: 'refused' },
    })
    await database.run('CREATE TABLE orders (id int)')
    await refused('empty').toMatchObject({ details: { obstacle: 'not-a-site' } })
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Min egen' })
    expect((await backend.api.recovery.state({})).open).toBe('own')
  })

  it('is for the own site: not while the sample is open', async () => {
    await backend.api.site.open({ kind: 'sample' })
    await expect(backend.api.storagePlace.join({ ...login(), expect: 'empty' })).rejects.toMatchObject({
      code: 'storagePlace.sample-open',
    })
  })

  it('is not for a start that names the database', async () => {
    const named = await start({ database: database.target })
    expect(await named.api.storagePlace.get({})).toMatchObject({
      namedBy: 'environment',
      database: { port: database.target.port },
    })
    await expect(named.api.storagePlace.leave({})).rejects.toMatchObject({
      code: 'storagePlace.by-environment',
    })
    await named.stop()
  })
})

describe('the choice of a database', () => {
  eachWithBackend()

  it('is kept for this user alone, with the password sealed by the keychain, and opened at the next start', async () => {
    await backend.stop()
    backend = await start({ keychain: testKeychain() })
    await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
    await backend.api.site.update({ name: 'Ny' })
    const kept = await choiceOf(backend)
    expect(kept).not.toContain('hemmelig-42')
    expect(JSON.parse(kept)).toMatchObject({ user: 'tester', sealed: expect.any(String) as string })
    expect((await stat(join(backend.folder, 'database.json'))).mode & 0o777).toBe(0o600)
    backend = await backend.restart()
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Ny' })
    expect(await backend.api.storagePlace.get({})).toMatchObject({ namedBy: 'choice', keepsPassword: true })
    expect(JSON.stringify(backend.log.lines)).not.toContain('hemmelig-42')
  })

  it('needs the password at each start where there is no keychain, or to go back to the folder', async () => {
    await backend.api.site.update({ name: 'Min egen' })
    await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
    expect(JSON.parse(await choiceOf(backend))).toMatchObject({ sealed: null })
    backend = await backend.restart()
    expect(await backend.api.recovery.state({})).toMatchObject({
      open: null,
      problem: { code: 'database.no-password' },
    })
    const { folder } = backend
    await backend.backend.close()
    backend = await startTestBackend({ folder, parts: { database: null, databasePassword: 'hemmelig-42' } })
    expect(await backend.api.site.get({})).toMatchObject({ name: '' })
    expect(await backend.api.storagePlace.get({})).toMatchObject({ keepsPassword: false })
    await backend.backend.close()
    backend = await startTestBackend({ folder, parts: { database: null } })
    expect((await backend.api.storagePlace.leave({})).site).toMatchObject({ name: 'Min egen' })
    expect(await backend.api.recovery.state({})).toEqual({ open: 'own', problem: null, readOnly: false })
  })

  it('ends a start where its file is not as the program writes it, or sends the password elsewhere', async () => {
    const keychain = testKeychain()
    const { folder } = backend
    await backend.backend.close()
    backend = await startTestBackend({ folder, parts: { database: null, keychain } })
    await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
    const kept = JSON.parse(await choiceOf(backend)) as object
    await backend.backend.close()
    const startWith = async (content: string) => {
      await writeFile(join(folder, 'database.json'), content)
      return await startTestBackend({ folder, parts: { database: null, keychain } })
    }
    for (const content of [
      'nonsense',
      JSON.stringify({ ...kept, more: 1 }),
      JSON.stringify({ ...kept, host: 'db' }),
    ])
      await expect(startWith(content)).rejects.toMatchObject({
        code: 'database.wrong-setting',
        details: { problem: 'bad-choice' },
      })
    backend = await startWith(JSON.stringify({ ...kept, port: 1 }))
    expect(await backend.api.recovery.state({})).toMatchObject({ problem: { code: 'database.no-password' } })
  })
})

/** Everything that a site has, with its passwords under a passphrase. */
async function filled(): Promise<Shop> {
  const shop = await openFilledSite()
  await shop.backend.api.secrets.setPassphrase({ passphrase: PASSPHRASE })
  return shop
}
const PASSPHRASE = 'fire ord som ingen gjetter'

describe('moving the site into a database', () => {
  const rowsIn = async (statement: string) => (await database.run(statement))[0]?.n

  it('copies every table, compares them, and works there; the one in the folder stays, with a backup', async () => {
    const shop = await filled()
    const { api, done, folder } = shop.backend
    const before = {
      site: await api.site.get({}),
      history: await api.history.list({ limit: 100, language: 'en' }),
    }
    const report = await pickAll(shop.backend)
    const { site, place } = await done(api.storagePlace.move(login()))
    expect(site).toEqual(before.site)
    expect(place).toMatchObject({ namedBy: 'choice' })
    expect(await api.history.list({ limit: 100, language: 'en' })).toEqual(before.history)
    expect((await pickAll(shop.backend)).count).toBe(report.count)
    expect(await rowsIn('SELECT sum(cardinality(code_ids)) AS n FROM operation_change')).toBeGreaterThan(0)
    expect(await rowsIn('SELECT count(*) AS n FROM payment')).toBeGreaterThan(0)
    // What was undoable still is, and new things are stored.
    const extended = before.history.operations.find(({ details }) => details.kind === 'extend-codes')
    await done(api.history.undo({ operationId: extended?.id ?? 0 }))
    await createCodes(shop.backend, creationOf({}, 2))
    expect(await readdir(join(folder, 'site', 'backups'))).not.toEqual([])

    const { site: old } = await api.storagePlace.leave({})
    expect(old).toEqual(before.site)
    expect(await api.history.list({ limit: 100, language: 'en' })).toEqual(before.history)
    await shop.stop()
  })

  it('is refused while a keychain seals the passwords, and where the database is not empty', async () => {
    const shop = await openShop()
    await shop.sellWith('payflow-pro')
    const { api, done } = shop.backend
    await expect(done(api.storagePlace.move(login()))).rejects.toMatchObject({
      code: 'storagePlace.passphrase-needed',
    })
    await fillDatabase()
    await expect(done(api.storagePlace.move(login()))).rejects.toMatchObject({ code: 'storagePlace.moved' })
    expect(await api.storagePlace.get({})).toMatchObject({ database: null })
    await shop.stop()
  })

  describe('where it is cancelled', () => {
    eachWithBackend()

    it('leaves all as it was', async () => {
      await createCodes(backend, creationOf({}, 5000))
      const { jobId } = await backend.api.storagePlace.move(login())
      await backend.api.jobs.cancel({ jobId })
      expect(await backend.api.jobs.wait({ jobId })).toMatchObject({
        state: 'failed',
        error: { code: 'job.cancelled' },
      })
      expect(await backend.api.storagePlace.get({})).toMatchObject({ database: null })
      expect((await pickAll(backend)).count).toBe(5000)
      expect(await check()).toEqual({ found: 'empty' })
    })
  })
})

describe('moving the site back into the folder', () => {
  eachWithBackend()
  const backupsOf = async ({ api }: TestBackend) =>
    (await api.backups.list({})).backups.map(({ reason, content }) => [reason, content?.name])

  it('copies all that is in the database; the passwords are opened by the passphrase, as there', async () => {
    const { backend: moved, stop } = await filled()
    const { api, done } = moved
    await done(api.storagePlace.move(login()))
    await createCodes(moved, creationOf({}, 7))
    await api.site.update({ name: 'Endret i databasen' })
    const history = await api.history.list({ limit: 100, language: 'en' })
    const report = await pickAll(moved)
    await api.secrets.unlock({ passphrase: PASSPHRASE })

    const { site, place } = await done(api.storagePlace.moveBack({}))
    expect(site).toMatchObject({ kind: 'own', name: 'Endret i databasen' })
    expect(place).toMatchObject({ database: null, namedBy: null })
    expect(await api.history.list({ limit: 100, language: 'en' })).toEqual(history)
    expect((await pickAll(moved)).count).toBe(report.count)
    expect(await api.secrets.state({})).toMatchObject({ seal: 'passphrase', locked: true })
    await api.secrets.unlock({ passphrase: PASSPHRASE })
    expect(await backupsOf(moved)).toContainEqual(['move', 'Fjordkurs'])
    expect(await readdir(join(moved.folder, 'site'))).not.toContain('incoming.sqlite')

    // The one in the database goes on without it, and the one here works on.
    await createCodes(moved, creationOf({}, 1))
    expect(await check()).toMatchObject({ found: 'site', name: 'Endret i databasen' })
    const again = await moved.restart()
    expect((await pickAll(again)).count).toBe(report.count + 1)
    await again.stop()
    await stop().catch(() => undefined)
  })

  it('makes the site in a folder that never had one', async () => {
    await fillDatabase()
    const { folder } = backend
    await backend.backend.close()
    await rm(join(folder, 'site'), { recursive: true })
    const { host, port, database: name, user } = database.target
    const choice = { host, port, database: name, user, tls: false, certificate: null, sealed: null }
    await writeFile(join(folder, 'database.json'), JSON.stringify(choice))
    backend = await startTestBackend({ folder, parts: { database: null, databasePassword: 'hemmelig-42' } })
    const { site } = await backend.done(backend.api.storagePlace.moveBack({}))
    expect(site).toMatchObject({ name: 'Fjordkurs' })
    expect((await pickAll(backend)).count).toBe(3)
  })

  it('takes one state of a database that others change meanwhile', async () => {
    await fillDatabase()
    await backend.api.storagePlace.join({ ...login(), expect: 'site' })
    const other = await startTestBackend({ parts: { database: database.target } })
    let isOver = false
    const creating = (async () => {
      for (; !isOver; await pause(50)) await createCodes(other, creationOf({}, 50))
    })()
    await backend.done(backend.api.storagePlace.moveBack({}))
    isOver = true
    await creating
    const { count } = await pickAll(backend)
    const { total } = await backend.api.history.list({ limit: 1, language: 'en' })
    // Of each creation all codes or none, with its operation; the name and the first codes are two operations.
    expect(count).toBe(3 + (total - 2) * 50)
    expect((await pickAll(other)).count).toBeGreaterThan(count)
    await other.stop()
  })

  it('leaves all as it was when it is cancelled, and where the site is in the folder', async () => {
    await backend.api.site.update({ name: 'Min egen' })
    await expect(backend.done(backend.api.storagePlace.moveBack({}))).rejects.toMatchObject({
      code: 'storagePlace.moved',
    })
    await backend.api.storagePlace.join({ ...login(), expect: 'empty' })
    await createCodes(backend, creationOf({}, 5000))
    const { jobId } = await backend.api.storagePlace.moveBack({})
    await backend.api.jobs.cancel({ jobId })
    expect(await backend.api.jobs.wait({ jobId })).toMatchObject({ error: { code: 'job.cancelled' } })
    expect(await backend.api.storagePlace.get({})).toMatchObject({ namedBy: 'choice' })
    expect((await pickAll(backend)).count).toBe(5000)
    expect(await readdir(join(backend.folder, 'site'))).not.toContain('incoming.sqlite')
    expect((await backend.api.storagePlace.leave({})).site).toMatchObject({ name: 'Min egen' })
  })

  it('leaves all as it was where the copy has no room in the folder, or cannot take the place', async () => {
    await backend.api.site.update({ name: 'Min egen' })
    await fillDatabase()
    await backend.api.storagePlace.join({ ...login(), expect: 'site' })
    // A folder is in the place of the copy.
    await mkdir(join(backend.folder, 'site', 'incoming.sqlite', 'in-the-way'), { recursive: true })
    await expect(backend.done(backend.api.storagePlace.moveBack({}))).rejects.toBeInstanceOf(Error)
    expect(await backend.api.site.get({})).toMatchObject({ name: 'Fjordkurs' })
    expect(await backend.api.storagePlace.get({})).toMatchObject({ namedBy: 'choice' })
    await rm(join(backend.folder, 'site', 'incoming.sqlite'), { recursive: true })
    expect((await backend.api.storagePlace.leave({})).site).toMatchObject({ name: 'Min egen' })
  })
})
