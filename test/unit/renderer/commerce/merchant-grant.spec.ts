import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { Refusal } from '#shared/contract/refusal.ts'
import type { GrantEnd } from '#shared/contract/paypal.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Host } from '../../../../src-renderer/host/host.ts'
import { allMessages } from '../all-messages.ts'
import { hostKey, provideApi } from '../../../../src-renderer/api-client.ts'
import { type GrantPlace, useMerchantGrant } from '../../../../src-renderer/stores/merchant-grant.ts'

const place: GrantPlace = { service: 'events', mode: 'test', provider: 'express-checkout-us' }
const LOGIN = 'salg@fjordkurs.example'

/** The store over a backend whose jobs end when the test says how. */
async function grants(startRefusal?: Refusal) {
  const called: string[] = []
  const opened: string[] = []
  const ends = new Map<string, (end: unknown) => void>()
  let jobs = 0
  const off = () => undefined
  const cancelled = { state: 'failed', error: { code: 'job.cancelled', message: '', details: {} } }
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent: () => off,
    onBackendState: () => off,
    openExternal: (url: string) => void opened.push(url),
    call: async (method: string, input: { jobId?: string }) => {
      called.push(method)
      if (method === 'paypal.startGrant') {
        if (startRefusal) throw startRefusal
        return { grantId: 'g', url: `https://www.paypal.com/${jobs}`, expires: instantOf(0) }
      }
      if (method === 'paypal.awaitGrant') return { jobId: `job-${(jobs += 1)}` }
      if (method === 'jobs.cancel') {
        ends.get(input.jobId ?? '')?.(cancelled)
        return { running: true }
      }
      return await new Promise((resolve) => ends.set(input.jobId ?? '', resolve))
    },
  } as unknown as Host
  let made: ReturnType<typeof useMerchantGrant> | undefined
  const app = createSSRApp({
    setup() {
      made = useMerchantGrant()
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (!made) throw new Error('no store')
  const end = async (jobId: string, output: GrantEnd) => {
    await expect.poll(() => ends.has(jobId)).toBe(true)
    ends.get(jobId)?.({ state: 'done', output })
  }
  return { store: made, called, opened, end, waits: (jobId: string) => ends.has(jobId) }
}

describe('asking a merchant for the permission', () => {
  it('opens PayPal’s page, waits, and answers with what was granted', async () => {
    const { store, opened, end } = await grants()
    const asked = store.ask(place, LOGIN)
    expect(store.askingFor(place)).toEqual({ state: 'starting' })
    await expect.poll(() => store.askingFor(place)?.state).toBe('waiting')
    expect(opened).toEqual(['https://www.paypal.com/0'])
    store.openAgain()
    expect(opened).toHaveLength(2)
    expect(store.askingFor({ ...place, mode: 'production' })).toBeNull()
    await end('job-1', { state: 'granted', operationId: 7, settings: {} as never })
    expect(await asked).toMatchObject({ state: 'granted' })
    expect(store.askingFor(place)).toBeNull()
  })

  it.each<GrantEnd>([
    { state: 'cancelled', operationId: null },
    { state: 'expired', operationId: null },
    { state: 'refused', operationId: null, code: 'token-invalid', pairs: [] },
  ])('keeps how it ended: %o', async (ended) => {
    const { store, end } = await grants()
    const asked = store.ask(place, LOGIN)
    await end('job-1', ended)
    expect(await asked).toBeNull()
    expect(store.askingFor(place)).toEqual({ state: 'ended', end: ended })
  })

  it('is given up without a word', async () => {
    const { store, called, waits } = await grants()
    const asked = store.ask(place, LOGIN)
    await expect.poll(() => waits('job-1')).toBe(true)
    await store.cancel()
    expect(await asked).toBeNull()
    expect(store.askingFor(place)).toBeNull()
    expect(called.filter((method) => method === 'jobs.cancel')).toHaveLength(1)
  })

  it('is one at a time: a new request ends the wait for the old', async () => {
    const { store, end, waits } = await grants()
    const first = store.ask(place, LOGIN)
    await expect.poll(() => waits('job-1')).toBe(true)
    const other = { ...place, service: 'training' } as const
    const second = store.ask(other, LOGIN)
    expect(await first).toBeNull()
    await expect.poll(() => store.askingFor(other)?.state).toBe('waiting')
    expect(store.askingFor(place)).toBeNull()
    await end('job-2', { state: 'cancelled', operationId: null })
    expect(await second).toBeNull()
    expect(store.askingFor(other)).toMatchObject({ state: 'ended' })
  })

  it('says why it could not be asked for, and waits for nothing', async () => {
    const { store, opened } = await grants(new Refusal('paypal.no-caller', { mode: 'test' }))
    await expect(store.ask(place, LOGIN)).rejects.toMatchObject({ code: 'paypal.no-caller' })
    expect(store.askingFor(place)).toBeNull()
    expect(opened).toEqual([])
  })
})
