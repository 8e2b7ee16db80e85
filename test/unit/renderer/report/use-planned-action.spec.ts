import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BulkPlan } from '#shared/contract/promo.ts'
import { usePlannedAction } from '../../../../src-renderer/pages/report/use-planned-action.ts'
import { useNotices } from '../../../../src-renderer/stores/notices.ts'
import { failed, windowWith } from '../payments/window.ts'

const planOf = (change: number): BulkPlan => ({ selected: 25, change, stayExpired: 0, skipped: [] })
const done = (changed: number) => ({ state: 'done', output: { operationId: 7, changed, skipped: [] } })

/** An action on order "A" whose counts come one after another; its job ends as `end` says, each time it is started. */
async function actionOver({
  open = true,
  order = 'A' as string | null,
  counts = [21],
  end = [done(21)] as unknown[],
}) {
  const shown = ref(open)
  const [planned, started]: [string[], unknown[]] = [[], []]
  const window = await windowWith(
    () => ({
      notices: useNotices(),
      action: usePlannedAction(shown, {
        order: () => order,
        plan: async (requested) => planOf(counts[planned.push(requested) - 1] ?? 0),
        start: async (requested, expect) => ({ jobId: String(started.push([requested, expect])) }),
        fact: (changed, requested) => `${changed} koder i ${requested}.`,
        pause: 0,
      }),
    }),
    () => end[started.length - 1],
  )
  return { ...window.made, shown, planned, started }
}

describe('a planned action', () => {
  it('is counted, then done as counted, and closes', async () => {
    const { action, notices, shown, started } = await actionOver({})
    expect(action.ready.value).toBe(false)
    await vi.waitFor(() => expect(action.ready.value).toBe(true))
    await action.apply()
    expect(started).toEqual([['A', 21]])
    expect(notices.current?.say().fact).toBe('21 koder i A.')
    expect(shown.value).toBe(false)
  })

  it.each([
    ['its popover is closed', { open: false }],
    ['its order is not settled', { order: null }],
  ])('is neither counted nor done while %s', async (_, state) => {
    const { action, planned, started } = await actionOver(state)
    expect(action.asking.value).toBe(false)
    await action.apply()
    expect([planned, started]).toEqual([[], []])
  })

  it('is not done before it is counted, nor where nothing would change', async () => {
    const { action, started } = await actionOver({ counts: [0] })
    await action.apply()
    await vi.waitFor(() => expect(action.plan.value).toEqual(planOf(0)))
    expect(action.ready.value).toBe(false)
    await action.apply()
    expect(started).toEqual([])
  })

  it('is started once, however often it is asked for', async () => {
    const { action, started } = await actionOver({})
    await vi.waitFor(() => expect(action.ready.value).toBe(true))
    await Promise.all([action.apply(), action.apply()])
    expect(started).toHaveLength(1)
  })

  it('stays open where the codes have changed since, is counted again and done by the new count', async () => {
    const moved = failed(new Refusal('plan.moved', { planned: 21, now: 20 }))
    const { action, shown, started } = await actionOver({ counts: [21, 20], end: [moved, done(20)] })
    await vi.waitFor(() => expect(action.ready.value).toBe(true))
    await action.apply()
    expect(shown.value).toBe(true)
    expect(action.moved.value).toContain('20')
    await vi.waitFor(() => expect(action.plan.value?.change).toBe(20))
    await action.apply()
    expect(started).toEqual([
      ['A', 21],
      ['A', 20],
    ])
    expect(shown.value).toBe(false)
  })

  it('stays open where it was refused for any other reason', async () => {
    const { action, notices, shown } = await actionOver({ end: [failed(new Refusal('storage.full', {}))] })
    await vi.waitFor(() => expect(action.ready.value).toBe(true))
    await action.apply()
    expect(shown.value).toBe(true)
    await vi.waitFor(() => expect(notices.current?.tone).toBe('failed'))
  })
})
