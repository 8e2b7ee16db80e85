import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

/** Another count than before would show. */
async function removeCodes(): Promise<void> {
  const Sqlite = loadSqlite()
  const database = new Sqlite(join(backend.folder, 'site', 'site.sqlite'))
  database.exec('DELETE FROM promo_code')
  database.close()
}

it('shows the start page’s figures after a restart without counting again', async () => {
  await createCodes(backend, creationOf({}, 3))
  const counted = await backend.api.overview.get({})
  expect(counted.summary.codes).toBe(3)
  await backend.backend.close()
  await removeCodes()
  backend = await backend.restart()
  expect(await backend.api.overview.get({})).toEqual(counted)
})

it('counts again once something was done', async () => {
  await createCodes(backend, creationOf({}, 3))
  await backend.api.overview.get({})
  const { resultSet, ranges } = await pickAll(backend)
  await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges }, expect: 3 }))
  expect((await backend.api.overview.get({})).summary).toMatchObject({ active: 0, deleted: 3 })
  await backend.done(backend.api.history.undo({ operationId: 2 }))
  expect((await backend.api.overview.get({})).summary).toMatchObject({ active: 3, deleted: 0 })
})

it('counts again on another day', async () => {
  await createCodes(backend, creationOf({}, 3))
  await backend.api.overview.get({})
  backend.clock.advance(400 * 86_400_000)
  expect((await backend.api.overview.get({})).summary).toMatchObject({ active: 0, expired: 3 })
})
