import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthor } from '#backend/areas/author/author.ts'
import { migrations } from '#backend/storage/postgres/migrations/index.ts'
import { openPostgres } from '#backend/storage/postgres/open-storage.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { operationsReader } from '#backend/storage/sqlite/operations.ts'
import type { OperationsReader } from '#backend/storage/operations.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import { openUntil } from '../../support/open-until.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newDatabase } from '../../support/postgres.ts'
import { startProcess } from '../../support/process/backend-process.ts'
import { failureOf } from '../../support/process/every-job.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const authors = async ({ api }: TestBackend) =>
  (await api.history.list({ limit: 100 })).operations.map(({ author }) => author).reverse()

describe.each(engines)('the person behind an operation, in $engine', (engine) => {
  let backend: TestBackend
  beforeEach(async () => {
    backend = await engine.start()
  })
  afterEach(() => backend.stop())

  it('is recorded by name, of what a window, a script or a job did; what was done before keeps its own', async () => {
    const window = backend.connect('window-a')
    await window.api.author.set({ name: '  Kari Nordmann ' })
    await window.api.site.update({ name: 'A' })
    await backend.api.site.update({ name: 'B' })
    await createCodes(backend, creationOf({}, 3))
    await backend.done(backend.api.history.undo({ operationId: 2 }))
    await backend.api.author.set({ name: 'Ola' })
    await backend.api.site.update({ name: 'C' })
    expect(await authors(backend)).toEqual([...Array<string>(4).fill('Kari Nordmann'), 'Ola'])
  })

  it('is found by name, and by what is typed; the names are those of everybody', async () => {
    const found = async (filter: object) =>
      (await backend.api.history.list({ limit: 10, ...filter })).operations.map(({ id }) => id)
    for (const [at, name] of ['Åse Berg', 'Ola O’Neil', 'Åse Berg'].entries()) {
      await backend.api.author.set({ name })
      await backend.api.site.update({ recipientLimit: 10 + at })
    }
    await backend.done(backend.api.history.undo({ operationId: 3 }))
    expect((await backend.api.history.authors({})).toSorted()).toEqual(['Ola O’Neil', 'Åse Berg'])
    expect(await found({ author: 'Åse Berg' })).toEqual([4, 3, 1])
    expect(await found({ author: 'Åse Berg', kinds: ['undo'] })).toEqual([4])
    expect(await found({ author: 'Åse' })).toEqual([])
    expect(await found({ text: 'o’neil' })).toEqual([2])
  })

  it('is in the exported history', async () => {
    await backend.api.author.set({ name: '=Kari' })
    await backend.connect('window-a').api.site.update({ name: 'A' })
    const path = join(backend.folder, 'historikk.csv')
    const { token } = backend.backend.files.registerWrite(path)
    await backend.done(backend.api.history.export({ target: token, format: 'csv', language: 'nb' }))
    const [, row] = (await readFile(path, 'utf8')).trim().split('\n')
    expect(row?.split(';')[3]).toMatch(/^"?'=Kari"?$/)
  })

  it('is there again after a restart; the log has no name', async () => {
    await backend.api.author.set({ name: 'Kari Nordmann' })
    backend = await backend.restart()
    expect(await backend.api.author.get({})).toMatchObject({ name: 'Kari Nordmann', from: 'setting' })
    await backend.api.site.update({ name: 'A' })
    expect(await authors(backend)).toEqual(['Kari Nordmann'])
    expect(JSON.stringify(backend.log.lines)).not.toContain('Nordmann')
  })
})

describe.each(engines)('undo and redo of two persons, in $engine', (engine) => {
  let backend: TestBackend
  const as = async (name: string | null) => void (await backend.api.author.set({ name }))
  const rename = async (name: string) => (await backend.api.site.update({ name })).operationId ?? 0
  const limit = async (recipientLimit: number) =>
    (await backend.api.site.update({ recipientLimit })).operationId ?? 0
  const undo = async (operationId: number, alsoOthers?: boolean) =>
    await backend.done(
      backend.api.history.undo({ operationId, ...(alsoOthers !== undefined && { alsoOthers }) }),
    )
  const next = async () => {
    const { undo: back, redo } = await backend.api.history.undoRedo({})
    return [back?.id ?? null, redo?.id ?? null]
  }
  beforeEach(async () => {
    backend = await engine.start()
  })
  afterEach(() => backend.stop())

  it('are each of one’s own: what the other one did is passed by', async () => {
    await as('Kari')
    const kari = await rename('A')
    await as('Ola')
    expect(await next()).toEqual([null, null])
    const ola = await limit(50)
    expect(await next()).toEqual([ola, null])
    await as('Kari')
    expect(await next()).toEqual([kari, null])
    const { operationId } = await undo(kari)
    expect(await next()).toEqual([null, operationId])
    await as('Ola')
    expect(await next()).toEqual([ola, null])
  })

  it('of what the other one did are refused, unless it is said that this is meant', async () => {
    await as('Kari')
    const kari = await rename('A')
    await as('Ola')
    const refused = { code: 'history.of-somebody-else', details: { operationId: kari, author: 'Kari' } }
    await expect(undo(kari)).rejects.toMatchObject(refused)
    await expect(undo(kari, false)).rejects.toMatchObject(refused)
    expect((await backend.api.site.get({})).name).toBe('A')
    const { operationId } = await undo(kari, true)
    expect((await backend.api.site.get({})).name).toBe('')
    const { operations } = await backend.api.history.list({ limit: 2 })
    expect(operations.map(({ author, madeBy }) => [author, madeBy])).toEqual([
      ['Ola', 'script'],
      ['Kari', 'somebody-else'],
    ])
    // It is Ola's undo now, which Kari is asked about.
    await as('Kari')
    await expect(undo(operationId)).rejects.toMatchObject({ code: 'history.of-somebody-else' })
  })
})

it('undo is never in the way of who works alone: what has no name is nobody else’s', async () => {
  const backend = await startTestBackend({ parts: { database: null } })
  try {
    await backend.api.site.update({ name: 'A' })
    await backend.api.author.set({ name: 'Kari' })
    expect((await backend.api.history.undoRedo({})).undo?.id).toBe(1)
    await backend.done(backend.api.history.undo({ operationId: 1 }))
  } finally {
    await backend.stop()
  }
})

it('whoever has no name undoes everything, as on a site that came back into the folder', async () => {
  const backend = await startTestBackend({ parts: { database: null } })
  try {
    await backend.api.author.set({ name: 'Kari' })
    await backend.api.site.update({ name: 'A' })
    await backend.api.author.set({ name: null })
    expect((await backend.api.history.undoRedo({})).undo?.id).toBe(1)
    await backend.done(backend.api.history.undo({ operationId: 1 }))
  } finally {
    await backend.stop()
  }
})

describe('the name', () => {
  let backend: TestBackend
  const start = async (parts: NonNullable<Parameters<typeof startTestBackend>[0]>['parts'] = {}) =>
    (backend = await startTestBackend({ parts: { database: null, ...parts } }))
  afterEach(() => backend.stop())

  it('is nobody’s in a folder where none is set', async () => {
    await start()
    expect(await backend.api.author.get({})).toEqual({ name: null, from: null, databaseUser: null })
    await backend.api.site.update({ name: 'A' })
    expect(await authors(backend)).toEqual([null])
  })

  it('is the database’s user where the site is in a database and none is set', async () => {
    const database = await newDatabase()
    const { user } = database.target
    await start({ database: database.target })
    expect(await backend.api.author.get({})).toEqual({ name: user, from: 'database', databaseUser: user })
    await backend.api.site.update({ name: 'A' })
    await backend.api.author.set({ name: 'Kari' })
    await backend.api.site.update({ name: 'B' })
    expect(await backend.api.author.set({ name: null })).toMatchObject({ name: user, from: 'database' })
    expect(backend.eventsOf('author.onChanged').map(({ name }) => name)).toEqual(['Kari', user])
    expect(await authors(backend)).toEqual([user, 'Kari'])
  })

  it('is what the start says, and then not to be set', async () => {
    await start({ author: 'Skript for lager' })
    expect(await backend.api.author.get({})).toMatchObject({ name: 'Skript for lager', from: 'environment' })
    expect(await failureOf(backend.api.author.set({ name: 'Kari' }))).toBe('author.by-environment')
    await backend.api.site.update({ name: 'A' })
    expect(await authors(backend)).toEqual(['Skript for lager'])
  })

  it('is a line that can be read', async () => {
    await start({ author: 'to\nlinjer' })
    expect(await backend.api.author.get({})).toMatchObject({ name: null })
    const parts = { dataFolder: backend.folder, databaseUser: () => null, emit: () => undefined }
    for (const named of ['', '  ', 'a'.repeat(101), 'to\nlinjer', 'null\0', 'snudd\u202e', 'halv\ud800']) {
      expect([named, (await createAuthor({ ...parts, named })).name()]).toEqual([named, null])
      expect([named, await failureOf(backend.call('author.set', { name: named }))]).toEqual([
        named,
        'input.invalid',
      ])
    }
  })

  it('is nobody’s where the file in the data folder is not as the program writes it', async () => {
    await start()
    const path = join(backend.folder, 'author.json')
    await backend.api.author.set({ name: 'Kari' })
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ name: 'Kari' })
    for (const content of ['', '{"name":7}', '{"name":"a\\nb"}']) {
      await writeFile(path, content)
      backend = await backend.restart()
      expect(await backend.api.author.get({})).toMatchObject({ name: null })
    }
  })
})

it('the name in the environment of a program that is started is in the history', async () => {
  const folder = await newFolder()
  const program = await startProcess(folder, { env: { ECOMMERCE_ADMIN_AUTHOR: 'Skript for lager' } })
  try {
    expect(await program.api.author.get({})).toMatchObject({
      name: 'Skript for lager',
      from: 'environment',
    })
    await program.api.site.update({ name: 'A' })
    const { operations } = await program.api.history.list({ limit: 10 })
    expect(operations.map(({ author }) => author)).toEqual(['Skript for lager'])
  } finally {
    await program.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

describe('what was recorded of the person', () => {
  it('goes with the site into a database, and into a site file and out of it again', async () => {
    const database = await newDatabase()
    const backend = await startTestBackend({ parts: { database: null } })
    try {
      await backend.api.author.set({ name: 'Kari' })
      await backend.api.site.update({ name: 'A' })
      const path = join(backend.folder, 'nettsted.ehandel')
      const { token } = backend.backend.files.registerWrite(path)
      await backend.done(backend.api.siteFile.save({ file: token }))
      await backend.api.author.set({ name: 'Ola' })
      const opened = await backend.backend.files.registerRead(path)
      await backend.done(backend.api.siteFile.open({ file: opened.token }))
      expect(await authors(backend)).toEqual(['Kari', 'Ola'])

      const { host, port, database: name, user } = database.target
      const login = { host, port, database: name, user, tls: false, certificate: null, password: 'x' }
      await backend.done(backend.api.storagePlace.move(login))
      expect(await authors(backend)).toEqual(['Kari', 'Ola'])
    } finally {
      await backend.stop()
      await database.drop()
    }
  })
})

describe('the migration', () => {
  const details = JSON.stringify({ kind: 'change-settings', changes: [] })
  const check = async ({ list }: OperationsReader) =>
    expect((await list({ limit: 10 })).map(({ id, client, undoneBy, author }) => [id, client, undoneBy, author])).toEqual([
      [2, null, null, null],
      [1, 'script', 2, null],
    ]) // prettier-ignore
  const rows = `(1, 'change-settings', 5, '${details}', NULL, 'script'), (2, 'change-settings', 6, '${details}', NULL, NULL)`

  it('0250 leaves the operations of a site in SQLite without a person', async () => {
    const folder = await newFolder()
    try {
      await (await openUntil(folder, 240)).close()
      const path = join(folder, 'site.sqlite')
      const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
      old.database.exec(
        `INSERT INTO operation VALUES ${rows}; UPDATE operation SET undone_by = 2 WHERE id = 1`,
      )
      old.close()
      const store = await openUntil(folder, 250)
      await check(operationsReader(store.reading))
      await store.close()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('0370 leaves the operations of a site in PostgreSQL without a person', async () => {
    const { target, run, drop } = await newDatabase()
    const open = (until: number) =>
      openPostgres({
        target,
        clock: testClock(),
        log: testLog(),
        migrations: migrations.filter(({ number }) => number <= until),
      })
    await (await open(360)).close()
    await run(`INSERT INTO operation VALUES ${rows}`)
    await run('UPDATE operation SET undone_by = 2 WHERE id = 1')
    const storage = await open(370)
    await check(storage.operations)
    await storage.close()
    await drop()
  })
})
