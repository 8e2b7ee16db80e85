import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Handlers } from '#shared/contract/index.ts'
import { apiErrorSchema } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { ToClient } from '#shared/wire.ts'
import { asRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { createErrorMapper } from '#backend/kernel/contract/api-error.ts'
import { type ContractServer, createContractServer } from '#backend/kernel/contract/contract-server.ts'
import { createEventBus } from '#backend/kernel/contract/events.ts'
import { createJobs, type JobContext } from '#backend/kernel/contract/jobs.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import { until } from '../../support/condition.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { nestedArrays } from '../../support/hostile/values.ts'
import { seededRandom, testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const refused = (code: string) => (error: unknown) => isRefusal(error) && error.code === code

describe('the real backend', () => {
  let backend: TestBackend
  beforeEach(async () => void (backend = await startTestBackend()))
  afterEach(() => backend.stop())

  it('refuses a method that the contract does not have', async () => {
    for (const method of [
      'promo.destroy',
      'site',
      'site.',
      '__proto__.get',
      'site.constructor',
      'jobs.toString',
      '',
    ])
      await expect(backend.call(method, {})).rejects.toMatchObject({
        code: 'method.unknown',
        details: { method },
      })
  })

  it('names the place of every fault in an input', async () => {
    const creation = { ...creationOf(), expires: '2026-02-30', discount: { kind: 'percent', hundredths: 0 } }
    const error = await backend.call('promo.plan', creation).catch((thrown: unknown) => thrown)
    expect(error).toSatisfy(refused('input.invalid'))
    const { issues } = (error as Refusal<'input.invalid'>).details
    expect(issues.map(({ path }) => path).sort()).toEqual(['discount.hundredths', 'expires'])
  })

  it('refuses what the contract does not name, and input of another kind', async () => {
    await expect(backend.call('site.get', { extra: 1 })).rejects.toSatisfy(refused('input.invalid'))
    for (const input of [undefined, null, 7, 'text', []])
      await expect(backend.call('report.open', input)).rejects.toSatisfy(refused('input.invalid'))
  })

  it('ignores messages that are no call, and goes on', async () => {
    for (const message of [
      null,
      'call',
      { type: 'reply' },
      { type: 'call', id: 'x', method: 'site.get' },
      { type: 'call', id: 1 },
    ])
      backend.post(message)
    await expect(backend.api.site.get({})).resolves.toMatchObject({ kind: 'own' })
    expect(
      backend.log.lines.filter(({ event }) => event === 'contract.message-refused').length,
    ).toBeGreaterThan(3)
  })

  it('notifies every client of what happens, whoever started it', async () => {
    const other = backend.connect()
    const gone = backend.connect()
    gone.close()
    const { operationId } = await createCodes(backend, creationOf())
    expect(backend.eventsOf('history.onRecorded')).toEqual([{ operationId, kind: 'create-codes' }])
    expect(other.events).toEqual(backend.events)
    expect(other.eventsOf('jobs.onEnded')).toMatchObject([{ method: 'promo.create', end: { state: 'done' } }])
    expect(gone.events).toEqual([])
  })

  it('answers that it is shutting down once it is', async () => {
    await backend.backend.close()
    await expect(backend.api.site.get({})).rejects.toSatisfy(refused('backend.shutting-down'))
  })
})

describe('a border over handlers of the test’s own', () => {
  const SECRET = 'hunter2 /home/kari/site.sqlite'

  function borderWith(get: () => Promise<unknown>) {
    const log = testLog()
    const events = createEventBus(log)
    const random = seededRandom()
    const toApiError = createErrorMapper({
      log,
      random,
      toRefusal: (thrown) => asRefusal(thrown, inData('/none/site.sqlite')),
    })
    const jobs = createJobs({ emit: events.emit, random, toApiError })
    const handlers = { site: { get }, promo: { create: get } } as unknown as Handlers<JobContext>
    return {
      log,
      jobs,
      events,
      border: createContractServer({ handlers, jobs, events, toApiError, log, checkOutputs: true }),
    }
  }

  it('lets nothing of an internal error out but a reference that the log knows', async () => {
    const { border, log } = borderWith(() => Promise.reject(new Error(SECRET)))
    const answer = await border.call('site.get', {})
    if (answer.ok) throw new Error('it was to fail')
    expect(answer.error.code).toBe('internal')
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|sqlite|\.ts/)
    expect(apiErrorSchema.safeParse(answer.error).success).toBe(true)
    const [line] = log.lines
    expect(line).toMatchObject({
      level: 'error',
      event: 'contract.internal-error',
      fields: { method: 'site.get' },
    })
    expect(answer.error.details).toEqual({ reference: line?.fields['reference'] })
    expect(JSON.stringify(log.lines)).not.toContain('hunter2')
  })

  it('maps things that are no errors, and errors of the database', async () => {
    const codeOf = async (thrown: unknown) => {
      const answer = await borderWith(() => Promise.reject(thrown)).border.call('site.get', {})
      return answer.ok ? 'ok' : answer.error.code
    }
    expect(await codeOf('a string')).toBe('internal')
    expect(await codeOf(undefined)).toBe('internal')
    expect(await codeOf(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }))).toBe('storage.full')
    expect(await codeOf(Object.assign(new Error('x'), { code: 'SQLITE_CORRUPT_VTAB' }))).toBe(
      'storage.damaged',
    )
    expect(await codeOf(Object.assign(new Error('x'), { code: 'SQLITE_BUSY_SNAPSHOT' }))).toBe(
      'storage.locked',
    )
  })

  /** A handler that waits for another method's change until it is let go. */
  function waitingHandler() {
    const turn = Promise.withResolvers<void>()
    const handler = async () => {
      currentCall()?.onWaiting('promo.create')
      await turn.promise
      currentCall()?.onWaiting(null)
      throw new Refusal('storage.full', {})
    }
    return { handler, turn }
  }

  it('says what a call waits for that has waited for long, and nothing of one that has not', async () => {
    const { handler, turn } = waitingHandler()
    const { border } = borderWith(handler)
    const { received } = clientOf(border)
    const requestId = 'request-0001'
    const call = border.call('site.get', {}, { requestId })
    await until('it is said', () => received.length > 0)
    turn.resolve()
    await call
    await border.call('site.get', {}, { requestId })
    const said = (waitsFor: string | null) => ({
      type: 'event',
      name: 'requests.onWaiting',
      payload: { requestId, method: 'site.get', waitsFor },
    })
    expect(received).toEqual([said('promo.create'), said(null)])
  })

  it('says what a job waits for, in the list and as it changes', async () => {
    const { handler, turn } = waitingHandler()
    const { border, jobs, events } = borderWith(handler)
    const progress: unknown[] = []
    events.subscribe(
      (message) =>
        void (
          message.type === 'event' &&
          message.name === 'jobs.onProgress' &&
          progress.push(message.payload)
        ),
    )
    const started = await border.call('promo.create', { creation: creationOf(), expect: { codes: 1 } })
    const { jobId } = (started as { output: { jobId: string } }).output
    await until('it waits', () => jobs.list()[0]?.waitsFor === 'promo.create')
    turn.resolve()
    await jobs.wait(jobId)
    expect(progress[0]).toEqual({
      jobId,
      method: 'promo.create',
      progress: { done: 0, total: null },
      waitsFor: 'promo.create',
    })
  })

  /** A client over a wire of its own, which cannot carry what `isCarried` is false for. */
  function clientOf(border: ContractServer, isCarried: (message: ToClient) => boolean = () => true) {
    const received: ToClient[] = []
    let say: (message: unknown) => void = () => undefined
    border.connect({
      send(message) {
        if (!isCarried(message)) throw new RangeError('Maximum call stack size exceeded')
        received.push(message)
      },
      onMessage: (listener) => void (say = listener),
      onClose: () => undefined,
    })
    return { received, say: (message: unknown) => say(message) }
  }

  it('answers an input as invalid that is too deep, too large, or no plain data', async () => {
    const { border } = borderWith(async () => null)
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    for (const input of [nestedArrays(5000), nestedArrays(65), cyclic, new Array(4_294_967_295), new Map()])
      expect(await border.call('site.get', input)).toMatchObject({
        ok: false,
        error: { code: 'input.invalid' },
      })
  })

  it('answers every call that has a number, and lets other messages be', async () => {
    const { border } = borderWith(async () => null)
    const { received, say } = clientOf(border)
    for (const message of [
      null,
      1,
      [],
      nestedArrays(5000),
      { type: 'call' },
      { type: 'call', id: 1.5 },
      new Map(),
    ])
      say(message)
    say({ type: 'call', id: 1, method: nestedArrays(5000), input: {} })
    say({ type: 'call', id: 2, method: 'a'.repeat(101), input: {} })
    say({ type: 'call', id: 3, method: 'constructor.toString', input: {} })
    await until('all are answered', () => received.length === 3)
    expect(
      received.map((message) => message.type === 'reply' && !message.ok && [message.id, message.error]),
    ).toEqual([
      [1, expect.objectContaining({ code: 'input.invalid' })],
      [2, expect.objectContaining({ code: 'input.invalid' })],
      [3, expect.objectContaining({ code: 'method.unknown' })],
    ])
  })

  it('answers where an output cannot be carried, and still sends events to the other clients', async () => {
    const { border, events, log } = borderWith(async () =>
      Promise.reject(new Refusal('job.unknown', { jobId: 'x' })),
    )
    const deaf = clientOf(
      border,
      (message) => message.type !== 'event' && !JSON.stringify(message).includes('job.unknown'),
    )
    const other = clientOf(border)
    deaf.say({ type: 'call', id: 4, method: 'site.get', input: {} })
    await until('it is answered', () => deaf.received.length === 1)
    expect(deaf.received).toMatchObject([{ id: 4, ok: false, error: { code: 'internal' } }])
    events.emit('history.onRecorded', { operationId: 1, kind: 'undo' })
    expect(other.received).toMatchObject([{ type: 'event', name: 'history.onRecorded' }])
    expect(log.lines.map(({ event }) => event)).toContain('contract.event-failed')
  })

  it('quotes no more of an input than says what is wrong', async () => {
    const { border } = borderWith(async () => null)
    const names = Object.fromEntries(Array.from({ length: 9000 }, (_, at) => [`name-${at}`, 1]))
    const answer = await border.call('site.get', { ...names, ['x'.repeat(1_000_000)]: 1 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    expect(JSON.stringify(answer).length).toBeLessThan(2000)
  })

  it('refuses an output that does not have the contract’s shape', async () => {
    const { border, log } = borderWith(async () => ({ kind: 'own', name: 1 }))
    expect(await border.call('site.get', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(log.lines[0]).toMatchObject({ event: 'contract.output-invalid', fields: { method: 'site.get' } })
  })
})
