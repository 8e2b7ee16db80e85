import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal } from '#shared/contract/refusal.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'
import { until } from '../../support/test-client.ts'

const CODES = 60_000
let backend: TestBackend
const start = (codes = CODES) =>
  backend.api.promo.create({ creation: creationOf({}, codes), expect: { codes } })
const infoOf = async (jobId: string) => (await backend.api.jobs.list({})).find((job) => job.jobId === jobId)

/** Waits until the job has written something, but not all. */
async function untilRunning(jobId: string): Promise<void> {
  for (;;) {
    const info = await infoOf(jobId)
    if (!info) throw new Error('the job ended before anybody could look')
    if (info.progress.done > 0) return expect(info.progress.done).toBeLessThan(CODES)
    await yieldToEventLoop()
  }
}

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  it('answers with an id at once and reports progress and the end', async () => {
    const { jobId } = await start()
    expect(await backend.api.jobs.list({})).toEqual([
      {
        jobId,
        method: 'promo.create',
        progress: { done: 0, total: null },
        waitsFor: null,
        cancelling: false,
      },
    ])
    const end = await backend.api.jobs.wait({ jobId })
    expect(end).toMatchObject({ state: 'done', output: { codes: CODES } })
    expect(backend.eventsOf('jobs.onEnded')).toEqual([{ jobId, method: 'promo.create', end }])
    const progress = backend.eventsOf('jobs.onProgress').map((event) => event.progress)
    expect(progress.at(-1)?.total).toBe(CODES)
    // Reported now and then, not for every code.
    expect(progress.length).toBeLessThan(CODES / 1000)
    expect(await backend.api.jobs.list({})).toEqual([])
    // The end is kept for who asks later.
    expect(await backend.api.jobs.wait({ jobId })).toEqual(end)
  })

  it('takes everything back when it is cancelled while it is running', async () => {
    await createCodes(backend, creationOf({}, 3))
    const { jobId } = await start()
    await untilRunning(jobId)
    expect(await backend.api.jobs.cancel({ jobId })).toEqual({ running: true })
    expect(await backend.api.jobs.wait({ jobId })).toMatchObject({
      state: 'failed',
      error: { code: 'job.cancelled' },
    })
    expect(await allRows(backend)).toHaveLength(3)
    expect((await backend.api.history.list({ limit: 10 })).total).toBe(1)
    expect((await backend.api.report.batches({ limit: 10 })).map(({ codes }) => codes)).toEqual([3])
    // And the next one finds everything in order.
    expect(await createCodes(backend, creationOf({}, 2))).toMatchObject({ codes: 2, operationId: 2 })
  })

  it('leaves a job that has ended as it is', async () => {
    const { jobId } = await start(5)
    await backend.api.jobs.wait({ jobId })
    expect(await backend.api.jobs.cancel({ jobId })).toEqual({ running: false })
    expect(await allRows(backend)).toHaveLength(5)
  })

  it('goes on when its client is gone', async () => {
    const client = backend.connect()
    const { jobId } = await client.api.promo.create({
      creation: creationOf({}, 20_000),
      expect: { codes: 20_000 },
    })
    client.close()
    expect(await backend.api.jobs.wait({ jobId })).toMatchObject({ state: 'done' })
  })

  it('answers calls, and shows what was before, while it writes', async () => {
    await createCodes(backend, creationOf({}, 10))
    const { resultSet } = await pickAll(backend)
    const { jobId } = await start()
    await untilRunning(jobId)
    const { rows } = await backend.api.report.rows({ resultSet, offset: 0, limit: 10 })
    expect(rows.every((row) => row?.status === 'active')).toBe(true)
    expect((await backend.api.report.open({ filter: {}, order: [] })).count).toBe(10)
    expect((await backend.api.overview.get({})).summary.codes).toBe(10)
    expect((await backend.api.history.list({ limit: 5 })).total).toBe(1)
    expect((await infoOf(jobId))?.progress.done).toBeLessThan(CODES)
    await backend.api.jobs.wait({ jobId })
    expect((await backend.api.report.open({ filter: {}, order: [] })).count).toBe(CODES + 10)
  })

  it('lets writes run one after another', async () => {
    const ends = await Promise.all([start(4000), start(3000), start(2000)])
    for (const { jobId } of ends)
      expect(await backend.api.jobs.wait({ jobId })).toMatchObject({ state: 'done' })
    expect((await backend.api.report.open({ filter: {}, order: [] })).count).toBe(9000)
  })

  it('is waited for by shut-down', async () => {
    const { jobId } = await start()
    await untilRunning(jobId)
    const after = await backend.restart()
    expect(await pickAll(after)).toMatchObject({ count: CODES })
    backend = after
  })

  it('is waited for by opening the other site', async () => {
    const { jobId } = await start()
    await untilRunning(jobId)
    expect(await backend.api.site.open({ kind: 'sample' })).toMatchObject({
      kind: 'sample',
      name: 'Fjordkurs',
    })
    expect(await backend.api.jobs.wait({ jobId })).toMatchObject({ state: 'done' })
    expect(await backend.api.site.open({ kind: 'own' })).toMatchObject({ kind: 'own' })
    expect(await pickAll(backend)).toMatchObject({ count: CODES })
    await until(() => backend.eventsOf('site.onChanged').length === 2)
  })

  it('knows no job that never was', async () => {
    const unknown = (error: unknown) => isRefusal(error, 'job.unknown')
    await expect(backend.api.jobs.wait({ jobId: 'nothing' })).rejects.toSatisfy(unknown)
    await expect(backend.api.jobs.cancel({ jobId: 'nothing' })).rejects.toSatisfy(unknown)
  })
})
