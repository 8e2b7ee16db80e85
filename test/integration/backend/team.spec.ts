import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../support/condition.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { newDatabase, type TestDatabase } from '../../support/postgres.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** Two backends, as of two persons, whose site is in one database. */
let database: TestDatabase
let kari: TestBackend
let ola: TestBackend

const start = (author: string) => startTestBackend({ parts: { database: database.target, author } })

beforeEach(async () => {
  database = await newDatabase()
  kari = await start('Kari')
  ola = await start('Ola')
})
afterEach(async () => {
  await kari.stop()
  await ola.stop()
  await database.drop()
})

describe('a site in a database', () => {
  it('is one site for all, and still there after a restart', async () => {
    await kari.api.site.update({ name: 'Fjordkurs' })
    const [mine, others] = [await kari.api.site.get({}), await ola.api.site.get({})]
    expect(mine).toMatchObject({ name: 'Fjordkurs', kind: 'own' })
    await until(
      'the other one has read it again',
      async () => (await ola.api.site.get({})).name === 'Fjordkurs',
    )
    expect(others.id).toBe(mine.id)
    kari = await kari.restart()
    expect(await kari.api.site.get({})).toMatchObject({ id: mine.id, name: 'Fjordkurs' })
  })

  it('is filled once, where two open a new database together', async () => {
    const other = await newDatabase()
    const both = await Promise.all([0, 1].map(() => startTestBackend({ parts: { database: other.target } })))
    const [one, two] = await Promise.all(both.map(({ api }) => api.site.get({})))
    expect(one).toEqual(two)
    for (const backend of both) await backend.stop()
    await other.drop()
  })

  it('notifies the others of what changed, within a second', async () => {
    await createCodes(kari, creationOf({}, 3))
    await kari.api.site.update({ name: 'Fjordkurs' })
    await kari.api.views.save({ name: 'Mine', filter: {}, order: [], columns: [] })
    await until('the other one was notified', () => ola.eventsOf('site.onChanged').length > 0, 3000)
    await until('of views, too', () => ola.eventsOf('views.onChanged').length > 0, 3000)
    expect(ola.eventsOf('site.onChanged').at(-1)).toMatchObject({ name: 'Fjordkurs' })
    const kinds = () => ola.eventsOf('history.onRecorded').map(({ kind }) => kind)
    await until('of operations, too', () => kinds().length === 2)
    expect(kinds()).toEqual(['create-codes', 'change-settings'])
    expect(ola.eventsOf('history.onRecorded').map(({ author }) => author)).toEqual(['Kari', 'Kari'])
    expect(kari.eventsOf('history.onRecorded').map(({ author }) => author)).toEqual([undefined, undefined])
    expect((await pickAll(ola)).count).toBe(3)
    expect(kari.eventsOf('site.onChangedElsewhere')).toEqual([])
  })

  it('is written to a file from one state, in the thread that does so', async () => {
    await createCodes(kari, creationOf({}, 20))
    const { resultSet, ranges } = await pickAll(ola)
    const path = join(ola.folder, 'report.csv')
    const { token } = ola.backend.files.registerWrite(path)
    const picked = { resultSet, ranges }
    await ola.done(
      ola.api.report.export({ picked, columns: ['code'], target: token, format: 'csv', language: 'en' }),
    )
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(21)
    expect(JSON.stringify(ola.log.lines)).not.toContain(database.target.password)
  })

  it('cannot be rescued, since its files are the server’s; nothing is changed', async () => {
    expect(await failureOf(ola.done(ola.api.recovery.rescue({})))).toBe('site.in-database')
    expect(await ola.api.recovery.state({})).toEqual({ open: 'own', problem: null, readOnly: false })
  })

  it('says to each who did what, and undoes for each their own', async () => {
    const { operationId: created } = await createCodes(kari, creationOf({}, 3))
    await ola.api.site.update({ name: 'Fjordkurs' })
    const { operations } = await kari.api.history.list({ limit: 10 })
    expect(operations.map(({ author, madeBy }) => [author, madeBy])).toEqual([
      ['Ola', 'somebody-else'],
      ['Kari', 'script'],
    ])
    expect((await kari.api.history.undoRedo({})).undo?.id).toBe(created)
    expect(await failureOf(ola.done(ola.api.history.undo({ operationId: created })))).toBe(
      'history.of-somebody-else',
    )
    expect((await pickAll(ola)).count).toBe(3)
    await ola.done(ola.api.history.undo({ operationId: created, alsoOthers: true }))
    expect((await pickAll(kari)).count).toBe(0)
  })

  it('stays open beside the sample, which is in a folder', async () => {
    await kari.api.site.update({ name: 'Fjordkurs' })
    expect((await kari.api.site.open({ kind: 'sample' })).kind).toBe('sample')
    expect((await ola.api.site.get({})).kind).toBe('own')
    expect(await kari.api.site.open({ kind: 'own' })).toMatchObject({ kind: 'own', name: 'Fjordkurs' })
  })

  it('is not opened while the server is away, as the window shows; a retry opens it', async () => {
    await kari.backend.close()
    const target = { ...database.target, port: 1 }
    const away = await startTestBackend({ folder: kari.folder, parts: { database: target } })
    expect(await away.api.recovery.state({})).toMatchObject({
      open: null,
      problem: { code: 'storage.unavailable', details: { reason: 'server' } },
    })
    await away.backend.close()
    kari = await startTestBackend({ folder: kari.folder, parts: { database: database.target } })
    expect((await kari.api.recovery.state({})).open).toBe('own')
  })

  it('leaves a data folder to one program', async () => {
    const parts = { database: database.target, log: testLog() }
    await expect(startTestBackend({ folder: kari.folder, parts })).rejects.toMatchObject({
      code: 'storage.locked',
    })
  })
})
