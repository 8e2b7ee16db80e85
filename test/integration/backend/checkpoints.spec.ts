import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { until } from '../../support/condition.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => void (backend = await startTestBackend()))
afterEach(() => backend.stop())

/** Pages that the log holds and the file does not have yet. */
function pagesToMove(path: string): number {
  const connection = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  try {
    const [row] = connection.database.pragma('wal_checkpoint(NOOP)') as {
      log: number
      checkpointed: number
    }[]
    return row ? row.log - row.checkpointed : NaN
  } finally {
    connection.close()
  }
}

it('moves what was written into the database file, without being asked', async () => {
  await createCodes(backend, creationOf({}, 5000))
  const path = join(backend.folder, 'site', 'site.sqlite')
  await until('everything is moved', () => pagesToMove(path) === 0)
  const { resultSet, ranges } = await pickAll(backend)
  await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges }, expect: 5000 }))
  await until('everything is moved', () => pagesToMove(path) === 0)
  const file = await open(path)
  expect((await file.stat()).size).toBeGreaterThan(500_000)
  await file.close()
})

it('takes everything back when it is cancelled while it is running, and lets the next one in', async () => {
  await createCodes(backend, creationOf({}, 60_000))
  const { resultSet, ranges } = await pickAll(backend)
  const picked = { resultSet, ranges }
  const { jobId } = await backend.api.promo.delete({ picked, expect: 60_000 })
  await until('it has begun', () =>
    backend.eventsOf('jobs.onProgress').some(({ progress }) => progress.done > 0),
  )
  const named = backend.api.site.update({ name: 'Fjordkurs' })
  await backend.api.jobs.cancel({ jobId })
  expect(await backend.api.jobs.wait({ jobId })).toMatchObject({ error: { code: 'job.cancelled' } })
  expect((await named).name).toBe('Fjordkurs')
  expect(await backend.api.report.summary({ resultSet })).toMatchObject({ deleted: 0, active: 60_000 })
})
