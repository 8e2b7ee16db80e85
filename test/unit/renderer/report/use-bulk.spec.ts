import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BulkDone } from '#shared/contract/promo.ts'
import type { Host } from '../../../../src-renderer/host/host.ts'
import { allMessages } from '../all-messages.ts'
import { useBulk } from '../../../../src-renderer/pages/report/use-bulk.ts'
import { hostKey, provideApi } from '../../../../src-renderer/api-client.ts'
import { useNotices } from '../../../../src-renderer/stores/notices.ts'

/** `useBulk` in a window whose backend ends every job as `end` says. */
async function bulkOver(end: unknown) {
  const off = () => undefined
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent: () => off,
    onBackendState: () => off,
    call: async () => end,
  } as unknown as Host
  let made: { bulk: ReturnType<typeof useBulk>; notices: ReturnType<typeof useNotices> } | undefined
  const app = createSSRApp({
    setup() {
      made = { bulk: useBulk(), notices: useNotices() }
      return () => null
    },
  })
  app.provide(hostKey, host)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  return made
}

const order = (onMoved = () => undefined as void) => ({
  start: async () => ({ jobId: '1' }),
  fact: (changed: number) => `${changed} koder slettet.`,
  onMoved,
})

describe('a bulk action', () => {
  it('says what was truly done, with the way back', async () => {
    const output: BulkDone = {
      operationId: 7,
      changed: 21,
      skipped: [{ reason: 'deleted', count: 2, examples: ['TJZQ3PL6HR', 'M4WX7KD2RN'] }],
    }
    const { bulk, notices } = await bulkOver({ state: 'done', output })
    expect(await bulk.apply(order())).toBe(true)
    expect(notices.current?.say()).toEqual({
      fact: '21 koder slettet.',
      rest: '2 slettede koder ble hoppet over.',
    })
    expect(notices.current?.undo).toBe(7)
    expect(bulk.busy.value).toBe(false)
  })

  it('plans again when the codes have changed since they were counted, and says what moved', async () => {
    const error = { code: 'plan.moved', message: '', details: { planned: 21, now: 20 } }
    const { bulk, notices } = await bulkOver({ state: 'failed', error })
    let planned = 0
    expect(await bulk.apply(order(() => void (planned += 1)))).toBe(false)
    expect(planned).toBe(1)
    expect(bulk.moved.value).toContain('21')
    expect(bulk.moved.value).toContain('20')
    expect(notices.current).toBeNull()
  })

  it('reports any other refusal, and is ready again', async () => {
    const { bulk, notices } = await bulkOver(null)
    const start = async () => {
      throw new Refusal('storage.full', {})
    }
    expect(await bulk.apply({ ...order(), start })).toBe(false)
    await vi.waitFor(() => expect(notices.current?.tone).toBe('failed'))
    expect(bulk.busy.value).toBe(false)
  })
})
