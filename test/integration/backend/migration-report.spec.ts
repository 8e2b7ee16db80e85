import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { testLog } from '../../support/parts.ts'
import { openUntil } from '../../support/open-until.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (until: number) => openUntil(folder, until)

/** What the previous version wrote: extensions by their date, one of them undone, and operations that look alike. */
const BEFORE = [
  { id: 1, kind: 'extend-codes', details: { expires: '2026-12-31', changed: 3, leave: [] }, undoneBy: 3 },
  {
    id: 2,
    kind: 'extend-codes',
    details: {
      expires: '9999-12-31',
      changed: 1,
      leave: [{ reason: 'deleted', count: 1, examples: ['Å-1'] }],
    },
    undoneBy: null,
  },
  { id: 3, kind: 'undo', details: { operationId: 1, undone: 'extend-codes', changed: 3 }, undoneBy: null },
  { id: 4, kind: 'delete-codes', details: { changed: 2, leave: [] }, undoneBy: null },
] as const

it('migration 0040 keeps what extensions did, and begins without views and edits', async () => {
  await (await open(30)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const insert = old.database.prepare('INSERT INTO operation VALUES (?, ?, 1700000000000, ?, NULL)')
  for (const { id, kind, details } of BEFORE) insert.run(id, kind, JSON.stringify({ kind, ...details }))
  old.database.exec('UPDATE operation SET undone_by = 3 WHERE id = 1')
  old.close()

  const store = await open(40)
  // As stored at that point: migration 0150 renames the column.
  const rows = store.reading.prepare('SELECT id, deed, undone_by FROM operation ORDER BY id').all() as {
    id: number
    deed: string
    undone_by: number | null
  }[]
  expect(
    rows.map(({ id, deed, undone_by }) => ({ id, details: JSON.parse(deed), undoneBy: undone_by })),
  ).toEqual(
    BEFORE.map(({ id, kind, details, undoneBy }) => {
      const { expires, ...rest } = { expires: undefined, ...details }
      return { id, undoneBy, details: { kind, ...rest, ...(expires && { to: { kind: 'date', expires } }) } }
    }),
  )
  const count = (table: string) => store.reading.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect([count('code_edit'), count('report_view')]).toEqual([0, 0])
  await store.close()
})
