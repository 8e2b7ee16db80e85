import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { viewsReader, viewsWriter } from '#backend/storage/sql/views.ts'
import { testLog } from '../../support/parts.ts'
import { openUntil } from '../../support/open-until.ts'
import { newFolder } from '../../support/test-backend.ts'

let folder: string
beforeEach(async () => void (folder = await newFolder()))
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (until: number) => openUntil(folder, until)

async function viewsAfter(ids: readonly number[]) {
  await (await open(70)).close()
  const path = join(folder, 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  const insert = old.database.prepare('INSERT INTO report_view VALUES (?, ?, ?, ?)')
  const content = JSON.stringify({ filter: {}, order: [], columns: [] })
  for (const id of ids) insert.run(id, `View ${id}`, `view ${id}`, content)
  old.close()
  const store = await open(100)
  const next = await store.writer.transaction('test', (tx) =>
    viewsWriter(tx).write({ name: 'Next', filter: {}, order: [], columns: [] }),
  )
  const views = await viewsReader(store.reading).list()
  await store.close()
  return { next, views: views.map(({ id, name }) => `${id} ${name}`) }
}

it('migration 0100 gives views with made-up ids the ids after the others', async () => {
  const largest = Number.MAX_SAFE_INTEGER
  expect(await viewsAfter([1, 3, 5_000_000_000, largest])).toEqual({
    next: 6,
    views: ['1 View 1', '3 View 3', '4 View 5000000000', `5 View ${largest}`, '6 Next'],
  })
})

it('migration 0100 leaves other views as they are', async () => {
  expect(await viewsAfter([1, 2, 7])).toEqual({
    next: 8,
    views: ['1 View 1', '2 View 2', '7 View 7', '8 Next'],
  })
})

it('migration 0100 restarts the ids of a site whose only view had a made-up id', async () => {
  expect(await viewsAfter([Number.MAX_SAFE_INTEGER])).toMatchObject({ next: 2 })
})
