import { copyFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import { createReader, type Reader } from '#backend/storage/sqlite/threads/readers.ts'
import { figuresTask, findTask } from '#backend/areas/overview/overview-tasks.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { newFolder, sourceEntries, startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const count = (from: Reader) => from.run(figuresTask, { time, now: 0 })
const time = { today: '2026-11-23' as IsoDate, timeZone: 'Europe/Oslo' }
let backend: TestBackend
let reader: Reader
beforeEach(async () => {
  backend = await startTestBackend()
  await createCodes(backend, creationOf({}, 40))
  reader = createReader({
    entry: sourceEntries.readerThread,
    path: join(backend.folder, 'site', 'site.sqlite'),
    log: testLog(),
  })
})
afterEach(async () => {
  await reader.close()
  await backend.stop()
})

it('does several tasks at once and closes after them', async () => {
  const figures = count(reader)
  const found = reader.run(findTask, { text: '@', limit: 3 })
  const closed = reader.close()
  expect((await figures).summary.codes).toBe(40)
  expect(await found).toHaveLength(3)
  await closed
})

it('refuses a task that is not one, and goes on', async () => {
  await expect(reader.run(findTask, { text: 1, limit: 3 } as never)).rejects.toThrow()
  expect(await reader.run(findTask, { text: 'nothing of the kind', limit: 3 })).toEqual([])
})

it('refuses where there is no database, makes none, and opens it once it is there', async () => {
  const folder = await newFolder()
  const path = join(folder, 'later.sqlite')
  const early = createReader({ entry: sourceEntries.readerThread, path, log: testLog() })
  for (let round = 0; round < 2; round += 1) await refusalOf(count(early), 'storage.unavailable')
  expect(await readdir(folder)).toEqual([])
  await backend.backend.close()
  await copyFile(join(backend.folder, 'site', 'site.sqlite'), path)
  expect((await count(early)).summary.codes).toBe(40)
  await early.close()
  await rm(folder, { recursive: true, force: true })
})

it('says what is wrong with its database, and starts again for the next task', async () => {
  const folder = await newFolder()
  const path = join(folder, 'broken.sqlite')
  await writeFile(path, 'no database at all '.repeat(500))
  const broken = createReader({ entry: sourceEntries.readerThread, path, log: testLog() })
  for (let round = 0; round < 2; round += 1) await expect(count(broken)).rejects.toThrow()
  await broken.close()
  await rm(folder, { recursive: true, force: true })
})

it('exports one moment’s data while codes are changed, and can be cancelled', async () => {
  await createCodes(backend, creationOf({}, 30_000))
  const { resultSet, ranges, count } = await pickAll(backend)
  const target = backend.backend.files.registerWrite(join(backend.folder, 'out.csv')).token
  const ask = {
    picked: { resultSet, ranges },
    columns: ['code' as const, 'status' as const],
    target,
    format: 'csv' as const,
    language: 'en' as const,
  }
  const exporting = backend.done(backend.api.report.export(ask))
  await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[0, 5000]] }, expect: 5000 }))
  expect(await exporting).toMatchObject({ rows: count })
  const { operations } = await backend.api.history.list({ limit: 5 })
  expect(operations.map(({ details }) => details.kind)).toContain('export-report')

  const { jobId } = await backend.api.report.export(ask)
  await backend.api.jobs.cancel({ jobId })
  expect(await backend.api.jobs.wait({ jobId })).toMatchObject({
    state: 'failed',
    error: { code: 'job.cancelled' },
  })
  const cancelled = new AbortController()
  cancelled.abort()
  const task = reader.run(findTask, { text: 'x', limit: 1 }, { signal: cancelled.signal })
  await expect(task).rejects.toSatisfy((error) => isRefusal(error, 'job.cancelled'))
})
