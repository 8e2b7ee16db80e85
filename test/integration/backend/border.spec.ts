import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Handlers } from '#shared/contract/index.ts'
import { apiErrorSchema } from '#shared/contract/errors.ts'
import { isRefusal, type Refusal } from '#shared/contract/refusal.ts'
import { createErrorMapper } from '#backend/border/api-error.ts'
import { createBorder } from '#backend/border/border.ts'
import { createEventBus } from '#backend/border/events.ts'
import { createJobs, type JobContext } from '#backend/border/jobs.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
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
      backend.log.lines.filter(({ event }) => event === 'border.message-refused').length,
    ).toBeGreaterThan(3)
  })

  it('tells every client what happens, whoever began it', async () => {
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
    const toApiError = createErrorMapper({ log, random })
    const jobs = createJobs({ emit: events.emit, random, toApiError })
    const handlers = { site: { get }, promo: { create: get } } as unknown as Handlers<JobContext>
    return {
      log,
      jobs,
      border: createBorder({ handlers, jobs, events, toApiError, log, checkOutputs: true }),
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
      event: 'border.internal-error',
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

  it('refuses an output that does not have the contract’s shape', async () => {
    const { border, log } = borderWith(async () => ({ kind: 'own', name: 1 }))
    expect(await border.call('site.get', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(log.lines[0]).toMatchObject({ event: 'border.output-invalid', fields: { method: 'site.get' } })
  })
})
