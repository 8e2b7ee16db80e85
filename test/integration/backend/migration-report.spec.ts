import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/connection.sqlite.ts'
import { migrations } from '#backend/storage/migrations/index.ts'
import { listOperations } from '#backend/storage/operations.ts'
import { openStore } from '#backend/storage/store.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (until: number) =>
  openStore({
    folder,
    clock: testClock(),
    log: testLog(),
    migrations: migrations.filter(({ number }) => number <= until),
  })

/** What the version before wrote: extensions by their date, one of them undone, and deeds that look alike. */
const BEFORE = [
  { id: 1, kind: 'extend-codes', deed: { expires: '2026-12-31', changed: 3, leave: [] }, undoneBy: 3 },
  {
    id: 2,
    kind: 'extend-codes',
    deed: { expires: '9999-12-31', changed: 1, leave: [{ reason: 'deleted', count: 1, examples: ['Å-1'] }] },
    undoneBy: null,
  },
  { id: 3, kind: 'undo', deed: { operationId: 1, undone: 'extend-codes', changed: 3 }, undoneBy: null },
  { id: 4, kind: 'delete-codes', deed: { changed: 2, leave: [] }, undoneBy: null },
] as const

it('migration 0040 keeps what extensions did, and begins without views and edits', async () => {
  await (await open(30)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const insert = old.database.prepare('INSERT INTO operation VALUES (?, ?, 1700000000000, ?, NULL)')
  for (const { id, kind, deed } of BEFORE) insert.run(id, kind, JSON.stringify({ kind, ...deed }))
  old.database.exec('UPDATE operation SET undone_by = 3 WHERE id = 1')
  old.close()

  const store = await open(40)
  const operations = await listOperations(store.reading, { limit: 10 })
  expect(operations.map(({ id, deed, undoneBy }) => ({ id, deed, undoneBy })).reverse()).toEqual(
    BEFORE.map(({ id, kind, deed, undoneBy }) => {
      const { expires, ...rest } = { expires: undefined, ...deed }
      return { id, undoneBy, deed: { kind, ...rest, ...(expires && { to: { kind: 'date', expires } }) } }
    }),
  )
  const count = (table: string) => store.reading.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect([count('code_edit'), count('report_view')]).toEqual([0, 0])
  await store.close()
})
