import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Operation, RequestOutcome } from '#shared/contract/history.ts'
import type { Api } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import type { Site } from '#shared/contract/site.ts'
import type { BackendState } from '#shared/wire.ts'
import type { Host } from '../../../src-renderer/host/host.ts'
import { LostAnswer } from '../../../src-renderer/lost/lost-answer.ts'
import { hostKey, provideApi, useApi } from '../../../src-renderer/api-client.ts'
import { useFailures } from '../../../src-renderer/stores/failures.ts'
import { useNotices } from '../../../src-renderer/stores/notices.ts'
import { useOutcomes } from '../../../src-renderer/stores/outcomes.ts'
import { useSite } from '../../../src-renderer/stores/site.ts'
import { allMessages } from './all-messages.ts'

type Answers = Record<string, (input: { requestId?: string }) => unknown>

/** A window with its stores; `go` changes the state of the backend, which answers what `answers` say. */
async function windowOver(answers: Answers) {
  let receive: (state: BackendState) => void = () => undefined
  const asked: string[] = []
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent: () => () => undefined,
    onBackendState: (listener: typeof receive) => {
      receive = listener
      return () => undefined
    },
    call: async (method: string, input: object) => {
      asked.push(method)
      return answers[method]?.(input)
    },
  } as unknown as Host
  let made:
    { api: Api; notices: ReturnType<typeof useNotices>; failures: ReturnType<typeof useFailures> } | undefined
  const app = createSSRApp({
    setup() {
      useOutcomes()
      useSite().site = { kind: 'own' } as Site
      made = { api: useApi(), notices: useNotices(), failures: useFailures() }
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(
    app,
    host.call,
    () => undefined,
    (lost) => app.runWithContext(useOutcomes).lookUp(lost),
  )
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  const { notices } = made
  return {
    ...made,
    asked,
    go: (state: BackendState) => receive(state),
    said: () => {
      const text = notices.current?.say()
      return text && `${text.fact} ${text.rest}`.trim()
    },
  }
}
const AWAY: BackendState = { state: 'restarting', attempt: 1, retryInSeconds: 0 }
const RUNNING: BackendState = { state: 'running' }

/** The answer to this call is lost with the backend. */
const lost =
  (method: string, requestId = `request-${method}`) =>
  () => {
    throw new Refusal('backend.outcome-unknown', { method, requestId })
  }
const created: Operation = {
  id: 7,
  at: '2026-03-12T09:00:00.000Z' as Instant,
  day: '2026-03-12' as IsoDate,
  details: {
    kind: 'create-codes',
    service: 'events',
    codes: 1000,
    recipients: 1000,
    batches: [3],
    batchName: 'x',
  },
  undoable: true,
  undoneBy: null,
  mode: null,
  madeBy: 'this-window',
  author: null,
  needsReview: false,
}
const done = (...operations: Operation[]): RequestOutcome => ({
  state: 'done',
  method: 'x',
  site: 'own',
  operations,
})
const NOT_STORED: RequestOutcome = { state: 'not-stored', method: null, site: null, operations: [] }
const settled = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => error,
  )

describe('a change whose answer was lost', () => {
  afterEach(() => vi.useRealTimers())

  it('is unclear until it is found, and then said with its ways; the call ends only then', async () => {
    const { api, go, notices, said, asked, failures } = await windowOver({
      'site.update': lost('promo.create'),
      'history.request': () => done(created),
    })
    go(AWAY)
    let ended = false
    const call = settled(api.site.update({ name: 'x' })).finally(() => (ended = true))
    await expect
      .poll(said)
      .toMatch(/^Det er uklart om dette ble gjort: opprette kampanjekoder\. E-handel stoppet/)
    expect(notices.current).toMatchObject({ tone: 'unclear', undo: null })
    expect([ended, asked]).toEqual([false, ['site.update']])

    go(RUNNING)
    const error = (await call) as LostAnswer
    expect(error).toBeInstanceOf(LostAnswer)
    expect(error.outcome.state).toBe('done')
    expect(said()).toMatch(/^Det ble gjort: 1\s000 koder .*1\s000 mottakere\.$/)
    expect(notices.current).toMatchObject({ tone: 'done', undo: 7 })
    expect(notices.current?.say().link?.to).toEqual({ name: 'report', query: { batch: '3' } })

    const shown = notices.current?.id
    failures.report(error)
    expect(notices.current?.id).toBe(shown)
  })

  it('is said not to be done only where nothing is stored and nothing happens elsewhere', async () => {
    const { api, said, notices } = await windowOver({
      'site.update': lost('site.update'),
      'mail.pause': lost('mail.sendTest'),
      'history.request': () => NOT_STORED,
    })
    await settled(api.site.update({ name: 'x' }))
    expect(said()).toBe('Det ble ikke gjort: lagre innstillingene. Ingenting er endret.')
    expect(notices.current?.tone).toBe('unclear')
    await settled(api.mail.pause({}))
    expect(said()).toMatch(/^Det er fortsatt uklart om dette ble gjort: sende test-e-posten\./)
  })

  it('offers neither Undo nor a link where it was found in another site than the one on screen', async () => {
    const { api, said, notices } = await windowOver({
      'site.update': lost('promo.create'),
      'history.request': () => ({ ...done(created), site: 'sample' }),
    })
    await settled(api.site.update({ name: 'x' }))
    expect(said()).toMatch(/^Det ble gjort: /)
    expect(notices.current?.undo).toBeNull()
    expect(notices.current?.say().link).toBeUndefined()
  })

  it('leads to the list of payments where one was begun', async () => {
    const { api, said, notices } = await windowOver({
      'payments.inquire': lost('payments.inquire'),
      'history.request': () => ({ state: 'begun', method: 'payments.inquire', site: 'own', operations: [] }),
    })
    await settled(api.payments.inquire({ id: 1 }))
    expect(said()).toMatch(/^Det ble påbegynt: /)
    expect(notices.current?.say().link?.to).toEqual({ name: 'test-transaction' })
  })

  it('is looked up again where the backend goes away during the look-up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let times = 0
    const { api, go, said, asked } = await windowOver({
      'site.update': lost('site.update'),
      'history.request': () => {
        times += 1
        if (times > 1) return NOT_STORED
        go(AWAY)
        throw new Refusal('backend.restarting', {})
      },
    })
    const call = settled(api.site.update({ name: 'x' }))
    await vi.waitUntil(() => times === 1)
    await vi.runAllTimersAsync()
    expect([times, said()]).toEqual([1, expect.stringMatching(/^Det er uklart/)])
    go(RUNNING)
    await call
    expect(asked.filter((method) => method === 'history.request')).toHaveLength(2)
    expect(said()).toMatch(/^Det ble ikke gjort/)
  })

  it('stays unclear where it cannot be looked up', async () => {
    const { api, said } = await windowOver({
      'site.update': lost('site.update'),
      'history.request': () => {
        throw new Refusal('storage.damaged', {})
      },
    })
    await settled(api.site.update({ name: 'x' }))
    expect(said()).toMatch(/^Det er fortsatt uklart om dette ble gjort: lagre innstillingene\./)
  })

  it('shares one notice with the others that were under way', async () => {
    const { api, go, said, notices } = await windowOver({
      'site.update': lost('promo.create', 'first'),
      'mail.pause': lost('mail.pause', 'second'),
      'mail.resume': lost('history.undo', 'third'),
      'history.request': ({ requestId }) =>
        ({ first: done(created), second: NOT_STORED, third: NOT_STORED })[requestId ?? ''],
    })
    go(AWAY)
    const calls = [api.site.update({ name: 'x' }), api.mail.pause({}), api.mail.resume({})].map(settled)
    await expect
      .poll(said)
      .toMatch(/opprette kampanjekoder; sette sendingen på pause; angre eller gjøre om\./)
    go(RUNNING)
    await Promise.all(calls)
    expect(said()).toMatch(
      /^Det ble gjort: 1\s000 koder .*\. Det ble ikke gjort: sette sendingen på pause; angre eller gjøre om\. Ingenting er endret\.$/,
    )
    expect(notices.current).toMatchObject({ tone: 'unclear', undo: 7 })
  })
})
