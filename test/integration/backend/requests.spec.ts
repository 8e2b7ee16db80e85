import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { createErrorMapper } from '#backend/kernel/contract/api-error.ts'
import { createContractServer } from '#backend/kernel/contract/contract-server.ts'
import { createEventBus } from '#backend/kernel/contract/events.ts'
import { createJobs, type JobContext } from '#backend/kernel/contract/jobs.ts'
import { asRequest, type Request } from '#backend/kernel/current-request.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { findRequest } from '#backend/storage/sqlite/requests.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import { openStore, type Store } from '#backend/storage/sqlite/store.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { seededRandom, testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'

const DAY = 24 * 3_600_000
const log = testLog()
let folder: string
let store: Store
beforeEach(async () => {
  folder = await newFolder()
  store = await openStore({ folder, clock: testClock(), log })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const request = (id: string, at = 0): Request => ({
  id,
  method: 'site.update',
  at,
  clientId: 'script',
  author: null,
  stored: 'nothing',
  over: false,
})
const rename = (name: string) =>
  store.writer.transaction('rename', (tx) => writeSiteSettings(tx.settings, { name }))
const details: OperationDetails = { kind: 'change-settings', changes: [] }
const found = (id: string) => findRequest(store.reading, id)

describe('what a request stores', () => {
  it('is recorded once without an operation, and with each operation', async () => {
    await asRequest(request('plain'), async () => {
      await rename('En')
      await rename('To')
    })
    await asRequest(request('recorded'), () =>
      store.writer.transaction('two', async (tx) => {
        await tx.operations.record({ at: 0, details })
        await tx.operations.record({ at: 0, details })
      }),
    )
    expect(found('plain')).toEqual({ method: 'site.update', operationIds: [] })
    expect(found('recorded')).toEqual({ method: 'site.update', operationIds: [1, 2] })
  })

  it('is not recorded where it is taken back, changes nothing, or has no id', async () => {
    const failing = request('failing')
    await asRequest(failing, () =>
      store.writer
        .transaction('fails', async (tx) => {
          await tx.operations.record({ at: 0, details })
          throw new Refusal('job.cancelled', {})
        })
        .catch(() => undefined),
    )
    await asRequest(request('nothing'), () => store.writer.transaction('reads', async () => undefined))
    await asRequest({ ...request('x'), id: null }, () => rename('En'))
    expect([found('failing'), found('nothing')]).toEqual([undefined, undefined])
    expect(failing.stored).toBe('nothing')
    const rows = store.reading.prepare('SELECT count(*) AS count FROM request').get()
    expect(rows).toEqual({ count: 0 })
  })

  it('is not what goes on by itself after the answer', async () => {
    let later: Promise<unknown> = Promise.resolve()
    const answered = Promise.withResolvers<void>()
    await asRequest(request('answered'), async () => {
      later = answered.promise.then(() => rename('Later'))
    })
    answered.resolve()
    await later
    expect(found('answered')).toBeUndefined()
  })

  it('is forgotten after 30 days', async () => {
    await asRequest(request('old', 0), () => rename('En'))
    await asRequest(request('newer', 29 * DAY), () => rename('To'))
    expect(found('old')).toBeDefined()
    await asRequest(request('newest', 31 * DAY), () => rename('Tre'))
    expect([found('old'), found('newer')]).toEqual([undefined, { method: 'site.update', operationIds: [] }])
  })
})

it('takes over a database that has operations and no requests', async () => {
  const older = await newFolder()
  const before = await openStore({
    folder: older,
    clock: testClock(),
    log,
    migrations: migrations.filter(({ number }) => number < 130),
  })
  await before.close()
  const path = join(older, 'site.sqlite')
  const raw = openConnection({ path, readonly: false, cacheKiB: 1024, log })
  raw.database
    .exec(`INSERT INTO operation VALUES (1, 'save-site-file', 0, '{"kind":"save-site-file","bytes":1}', NULL),
    (9007199254740990, 'undo', -1, '{"kind":"undo","operationId":1,"undone":"x","changed":0}', 1)`)
  raw.close()
  const after = await openStore({ folder: older, clock: testClock(), log })
  expect(after.reading.prepare('SELECT count(*) AS count FROM operation').get()).toEqual({ count: 2 })
  expect(after.reading.prepare('SELECT count(*) AS count FROM request').get()).toEqual({ count: 0 })
  await after.close()
  await rm(older, { recursive: true, force: true })
})

it('says of an error of ours whether the change is stored all the same', async () => {
  const fail = async () => {
    throw new Error('after the commit')
  }
  const handlers = {
    site: { update: async () => (await rename('En'), await fail()), get: fail },
    views: { save: fail },
  } as unknown as Handlers<JobContext>
  const events = createEventBus(log)
  const random = seededRandom()
  const toApiError = createErrorMapper({
    log,
    random,
    toRefusal: (thrown) => asRefusal(thrown, inData('/none/site.sqlite')),
  })
  const jobs = createJobs({ emit: events.emit, random, toApiError })
  const border = createContractServer({ handlers, jobs, events, toApiError, log, checkOutputs: true })
  const failed = async (method: string, input: object) => {
    const answer = await border.call(method, input)
    return answer.ok ? null : answer.error
  }
  const stored = await failed('site.update', { name: 'En' })
  expect(stored).toMatchObject({ code: 'internal', details: { stored: 'something' } })
  expect(stored?.message).toMatch(/was stored all the same/)
  expect(stored?.message).not.toMatch(/not done/)
  const view = { name: 'Mine', filter: {}, order: [], columns: [] }
  expect(await failed('views.save', view)).toMatchObject({ details: { stored: 'nothing' } })
  expect((await failed('site.get', {}))?.details).not.toHaveProperty('stored')
})
