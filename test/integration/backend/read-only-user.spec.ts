import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../support/condition.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** A person whose user of the database may only read, beside one who may do everything. */
let database: TestDatabase
let kari: TestBackend
let reader: string
let ola: TestBackend | undefined

const target = () => ({ ...database.target, user: reader })
/** The same person, so that the history reads the same. */
const open = async () => (ola = await startTestBackend({ parts: { database: target(), author: 'Kari' } }))
const check = () => {
  const { host, port, database: name } = database.target
  const login = { host, port, database: name, user: reader, password: 'none', tls: false, certificate: null }
  return kari.api.storagePlace.check(login)
}

beforeEach(async () => {
  database = await newDatabase()
  reader = `reader_of_${database.target.database}`
  kari = await startTestBackend({ parts: { database: database.target, author: 'Kari' } })
  await createCodes(kari, creationOf({}, 3))
  await database.run(`CREATE ROLE ${reader} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${reader}`)
})
afterEach(async () => {
  await ola?.stop()
  ola = undefined
  await kari.stop()
  await database.run(`DROP OWNED BY ${reader}; DROP ROLE ${reader}`)
  await database.drop()
})

describe('a site in a database whose user may only read', () => {
  it('is opened for reading, says so, and refuses every change', async () => {
    const ola = await open()
    const { api } = ola
    expect(await api.recovery.state({})).toMatchObject({
      open: 'own',
      readOnly: true,
      problem: { code: 'database.read-only-user' },
    })
    expect(await failureOf(api.site.update({ name: 'Changed' }))).toBe('database.read-only-user')
    expect(await failureOf(createCodes(ola, creationOf({}, 1)))).toBe('database.read-only-user')
    expect(await kari.api.history.list({ limit: 9 })).toMatchObject({ total: 1 })
  })

  it('shows what each page shows', async () => {
    const ola = await open()
    const { api } = ola
    expect(await allRows(ola)).toEqual(await allRows(kari))
    expect((await api.overview.get({})).summary).toEqual((await kari.api.overview.get({})).summary)
    expect(await api.overview.charts({})).toEqual(await kari.api.overview.charts({}))
    expect(await api.history.list({ limit: 9 })).toEqual(await kari.api.history.list({ limit: 9 }))
    expect(await api.mail.templates({})).toEqual(await kari.api.mail.templates({}))
    expect(await api.commerce.get({ service: 'events' })).toEqual(
      await kari.api.commerce.get({ service: 'events' }),
    )
    expect(ola.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('is exported, which is recorded nowhere', async () => {
    const ola = await open()
    const { resultSet, ranges } = await pickAll(ola)
    const path = join(ola.folder, 'report.csv')
    const { token } = ola.backend.files.registerWrite(path)
    const picked = { resultSet, ranges }
    const done = ola.api.report.export({
      picked,
      columns: ['code'],
      target: token,
      format: 'csv',
      language: 'en',
    })
    expect(await ola.done(done)).toMatchObject({ rows: 3, operationId: null })
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(4)
  })

  it('is not written to a file whose history it could not record', async () => {
    const { api, backend, done, folder } = await open()
    const target = (name: string) => backend.files.registerWrite(join(folder, name)).token
    const person = { addresses: ['oystein@example.com'], names: [] }
    const asked = { language: 'en', format: 'xlsx' } as const
    for (const work of [
      api.siteFile.save({ file: target('a.ehandel') }),
      api.privacy.export({ person, file: target('a.xlsx'), ...asked }),
      api.handover.saveCodes({ scope: 'all', target: target('b.xlsx'), ...asked }),
    ])
      expect(await failureOf(done(work))).toBe('database.read-only-user')
    expect((await readdir(folder)).filter((name) => /^[ab]\./.test(name))).toEqual([])
  })

  it('shows what others change, and leads nobody', async () => {
    const ola = await open()
    await kari.stop()
    await until('nobody leads', async () => (await lockHolders()) === 0)
    kari = await startTestBackend({ parts: { database: database.target, author: 'Kari' } })
    expect(await lockHolders()).toBe(1)
    await kari.api.site.update({ name: 'Fjordkurs' })
    await until('the reader sees it', async () => (await ola.api.site.get({})).name === 'Fjordkurs')
  })

  it('is changed again once the user may, after another look', async () => {
    const { api } = await open()
    await database.run(`GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${reader}`)
    expect(await api.recovery.retry({})).toEqual({ open: 'own', problem: null, readOnly: false })
    await api.site.update({ name: 'Changed' })
  })

  it('is found so before it is joined', async () => {
    expect(await check()).toMatchObject({ found: 'site', readOnly: true, isOlder: false })
    await database.run('DELETE FROM migration WHERE number = (SELECT max(number) FROM migration)')
    expect(await check()).toEqual({ found: 'obstacle', obstacle: 'older-site' })
    await database.run(`REVOKE SELECT ON promo_code FROM ${reader}`)
    expect(await check()).toEqual({ found: 'obstacle', obstacle: 'no-rights' })
  })

  it('is not opened while it is of an earlier version, which only another can bring to this one', async () => {
    await database.run('DELETE FROM migration WHERE number = (SELECT max(number) FROM migration)')
    const { api } = await open()
    expect(await api.recovery.state({})).toMatchObject({
      open: null,
      problem: { code: 'database.older-site' },
    })
  })
})

/** Of the lock of the program that leads. */
async function lockHolders(): Promise<number> {
  const [{ holders } = {}] = await database.run(
    `SELECT count(*) AS holders FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE locktype = 'advisory' AND objid = ${0x45434f4c} AND datname = current_database()`,
  )
  return Number(holders)
}
