import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { operationsReader } from '#backend/storage/sqlite/operations.ts'
import { engines } from '../../support/engines.ts'
import { openUntil } from '../../support/open-until.ts'
import { testLog } from '../../support/parts.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import type { TestClient } from '../../support/test-client.ts'

const [A, B] = ['window-a', 'window-b']
const rename = async ({ api }: Pick<TestClient, 'api'>, name: string) =>
  (await api.site.update({ name })).operationId
const limit = async ({ api }: Pick<TestClient, 'api'>, recipientLimit: number) =>
  (await api.site.update({ recipientLimit })).operationId

describe.each(engines)('$engine', (engine) => {
  let backend: TestBackend
  let windows: { a: TestClient; b: TestClient }
  const undo = async (client: TestClient, operationId: number) =>
    (await client.done(client.api.history.undo({ operationId }))).operationId
  const own = async ({ api }: Pick<TestClient, 'api'>) => {
    const { undo: back, redo } = await api.history.undoRedo({ own: true })
    return [back?.id ?? null, redo?.id ?? null]
  }
  const madeBy = async ({ api }: Pick<TestClient, 'api'>) =>
    (await api.history.list({ limit: 100 })).operations.map((operation) => operation.madeBy).reverse()

  beforeEach(async () => {
    backend = await engine.start()
    windows = { a: backend.connect(A), b: backend.connect(B) }
  })
  afterEach(() => backend.stop())

  describe('an operation', () => {
    it('is of the window that did it, or of a script', async () => {
      await rename(windows.a, 'A')
      await rename(windows.b, 'B')
      await rename(backend, 'C')
      const job = await undo(windows.b, 3)
      expect(job).toBe(4)
      expect(await madeBy(windows.a)).toEqual(['this-window', 'another-window', 'script', 'another-window'])
      expect(await madeBy(windows.b)).toEqual(['another-window', 'this-window', 'script', 'this-window'])
      expect(await madeBy(backend)).toEqual(['another-window', 'another-window', 'script', 'another-window'])
    })

    it('is of an earlier session where its window has not called since the start, and of its own window for ever', async () => {
      await rename(windows.a, 'A')
      await rename(windows.b, 'B')
      await rename(backend, 'C')
      backend = await backend.restart()
      expect(await madeBy(backend.connect(A))).toEqual(['this-window', 'earlier', 'script'])
    })
  })

  describe('undo and redo of a window', () => {
    it('pass by what others did', async () => {
      await rename(windows.a, 'A')
      await limit(windows.b, 50)
      expect(await own(windows.a)).toEqual([1, null])
      expect(await own(windows.b)).toEqual([2, null])
      expect(await own(backend)).toEqual([null, null])
      expect((await backend.api.history.undoRedo({})).undo?.id).toBe(2)
      expect(await undo(windows.a, 1)).toBe(3)
      expect(await own(windows.a)).toEqual([null, 3])
      expect(await own(windows.b)).toEqual([2, null])
      // Only what the window itself did since ends its redo.
      await limit(windows.b, 60)
      expect(await own(windows.a)).toEqual([null, 3])
      await rename(windows.a, 'C')
      expect(await own(windows.a)).toEqual([5, null])
    })

    it('of what a window undid of another is its own redo', async () => {
      await rename(windows.a, 'A')
      await undo(windows.b, 1)
      expect(await own(windows.a)).toEqual([null, null])
      expect(await own(windows.b)).toEqual([null, 2])
      await undo(windows.b, 2)
      expect(await own(windows.a)).toEqual([1, null])
      expect(await own(windows.b)).toEqual([3, null])
    })
  })
})

it('migration 0200 leaves the operations of a site without a client', async () => {
  const folder = await newFolder()
  try {
    await (await openUntil(folder, 190)).close()
    const path = join(folder, 'site.sqlite')
    const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
    const insert = old.database.prepare('INSERT INTO operation VALUES (?, ?, ?, ?, ?)')
    insert.run(1, 'change-settings', 5, '{"kind":"change-settings","changes":[]}', null)
    insert.run(2, 'undo', 6, '{"kind":"undo","operationId":1,"undone":"change-settings","changed":0}', null)
    old.database.exec('UPDATE operation SET undone_by = 2 WHERE id = 1')
    old.close()
    const store = await openUntil(folder, 200)
    const found = await operationsReader(store.reading).list({ limit: 10 })
    const ofNobody = await operationsReader(store.reading).list({ limit: 10, client: A })
    await store.close()
    expect(found.map(({ id, undoneBy, client }) => [id, undoneBy, client])).toEqual([
      [2, null, null],
      [1, 2, null],
    ])
    expect(ofNobody).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it('is of its window also where it changes nothing, as saving a site file', async () => {
  const folder = await newFolder()
  const backend = await startTestBackend()
  try {
    const window = backend.connect(A)
    const { token } = await backend.backend.files.registerWrite(join(folder, 'nettsted.ehandel'))
    await window.done(window.api.siteFile.save({ file: token }))
    const { operations } = await window.api.history.list({ limit: 1 })
    expect(operations[0]).toMatchObject({ details: { kind: 'save-site-file' }, madeBy: 'this-window' })
  } finally {
    await backend.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
