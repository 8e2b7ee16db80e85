import { copyFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { exportTask } from '#backend/areas/report/report-tasks.ts'
import { createThread, type TaskOptions, type Thread } from '#backend/kernel/threads/thread.ts'
import { addressOf } from '#backend/storage/sqlite/snapshot.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { newFolder, startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { testEntries } from '../../support/test-entries.ts'

const time = { today: '2026-11-23' as IsoDate, timeZone: 'Europe/Oslo' }
let backend: TestBackend
let folder: string
let thread: Thread
beforeEach(async () => {
  backend = await startTestBackend()
  await createCodes(backend, creationOf({}, 40))
  folder = await newFolder()
  thread = on(join(backend.folder, 'site', 'site.sqlite'))
})
afterEach(async () => {
  await thread.close()
  await backend.stop()
  await rm(folder, { recursive: true, force: true })
})

const on = (path: string): Thread =>
  createThread({
    entry: testEntries.exportThread,
    data: { storage: addressOf(path), folder: dirname(path) },
    log: testLog(),
    name: 'export',
  })

/** Exports two codes and one that is gone, to a file of that name. */
const exportTo = (name: string, to = thread, options: TaskOptions = {}) => {
  const content = new SharedArrayBuffer(12)
  new Uint32Array(content).set([3, 99, 1])
  const picked = { set: { count: 3, bytes: 12, content }, ranges: [[0, 3]] } as const
  const target = { format: 'csv', language: 'en', path: join(folder, name), name } as const
  return to.run(exportTask, { picked, time, columns: ['code'], ...target }, options)
}

it('does several tasks at once and closes after them', async () => {
  const exports = [exportTo('one.csv'), exportTo('other.csv')]
  const closed = thread.close()
  for (const { rows } of await Promise.all(exports)) expect(rows).toBe(2)
  await closed
})

it('refuses a task that is not one, and goes on', async () => {
  await expect(thread.run(exportTask, { columns: ['x'] } as never)).rejects.toThrow()
  expect(await exportTo('one.csv')).toMatchObject({ rows: 2 })
})

it('refuses where there is no database, makes none, and opens it once it is there', async () => {
  const path = join(folder, 'later.sqlite')
  const early = on(path)
  for (let round = 0; round < 2; round += 1)
    await refusalOf(exportTo('one.csv', early), 'storage.unavailable')
  expect(await readdir(folder)).toEqual([])
  await backend.backend.close()
  await copyFile(join(backend.folder, 'site', 'site.sqlite'), path)
  expect(await exportTo('one.csv', early)).toMatchObject({ rows: 2 })
  await early.close()
})

it('says what is wrong with its database, and goes on', async () => {
  const path = join(folder, 'broken.sqlite')
  await writeFile(path, 'no database at all '.repeat(500))
  const broken = on(path)
  for (let round = 0; round < 2; round += 1) await refusalOf(exportTo('one.csv', broken), 'storage.damaged')
  await broken.close()
})

it('does not begin what is cancelled already', async () => {
  const task = exportTo('one.csv', thread, { signal: AbortSignal.abort() })
  await expect(task).rejects.toSatisfy((error) => isRefusal(error, 'job.cancelled'))
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
})
