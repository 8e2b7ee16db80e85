import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Entries } from '#backend/kernel/dependencies.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { sourceEntries, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

/** Without the file that counts, figures can come from memory only. */
const unableToCount: Entries = { ...sourceEntries, readerThread: new URL('file:///no/such/thread.ts') }

async function reopened(entries: Entries, clock = backend.clock): Promise<TestBackend> {
  const { folder } = backend
  await backend.backend.close()
  return (backend = await startTestBackend({ folder, clock, parts: { entries } }))
}

it('shows the start page’s figures after a restart without counting again', async () => {
  await createCodes(backend, creationOf({}, 3))
  const counted = await backend.api.overview.get({})
  expect(counted.summary.codes).toBe(3)
  await reopened(unableToCount)
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
