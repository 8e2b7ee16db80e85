import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BulkPlan } from '#shared/contract/promo.ts'
import { usePlannedDeed } from '../../../../src-renderer/pages/report/use-planned-deed.ts'
import { useNotices } from '../../../../src-renderer/stores/notices.ts'
import { failed, windowWith } from '../payments/window.ts'

const planOf = (change: number): BulkPlan => ({ selected: 25, change, stayExpired: 0, leave: [] })
const done = (changed: number) => ({ state: 'done', output: { operationId: 7, changed, leave: [] } })

/** A deed on order "A" whose counts come one after another; its job ends as `end` says, each time it is started. */
async function deedOver({
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
      deed: usePlannedDeed(shown, {
        order: () => order,
        plan: async (wished) => planOf(counts[planned.push(wished) - 1] ?? 0),
        start: async (wished, expect) => ({ jobId: String(started.push([wished, expect])) }),
        fact: (changed, wished) => `${changed} koder i ${wished}.`,
        pause: 0,
      }),
    }),
    () => end[started.length - 1],
  )
  return { ...window.made, shown, planned, started }
}

describe('a planned deed', () => {
  it('is counted, then done as counted, and closes', async () => {
    const { deed, notices, shown, started } = await deedOver({})
    expect(deed.ready.value).toBe(false)
    await vi.waitFor(() => expect(deed.ready.value).toBe(true))
    await deed.apply()
    expect(started).toEqual([['A', 21]])
    expect(notices.current?.say().fact).toBe('21 koder i A.')
    expect(shown.value).toBe(false)
  })

  it.each([
    ['its popover is closed', { open: false }],
    ['its order is not settled', { order: null }],
  ])('is neither counted nor done while %s', async (_, state) => {
    const { deed, planned, started } = await deedOver(state)
    expect(deed.asking.value).toBe(false)
    await deed.apply()
    expect([planned, started]).toEqual([[], []])
  })

  it('is not done before it is counted, nor where nothing would change', async () => {
    const { deed, started } = await deedOver({ counts: [0] })
    await deed.apply()
    await vi.waitFor(() => expect(deed.plan.value).toEqual(planOf(0)))
    expect(deed.ready.value).toBe(false)
    await deed.apply()
    expect(started).toEqual([])
  })

  it('is started once, however often it is asked for', async () => {
    const { deed, started } = await deedOver({})
    await vi.waitFor(() => expect(deed.ready.value).toBe(true))
    await Promise.all([deed.apply(), deed.apply()])
    expect(started).toHaveLength(1)
  })

  it('stays open where the codes have changed since, is counted anew and done by the new count', async () => {
    const moved = failed(new Refusal('plan.moved', { planned: 21, now: 20 }))
    const { deed, shown, started } = await deedOver({ counts: [21, 20], end: [moved, done(20)] })
    await vi.waitFor(() => expect(deed.ready.value).toBe(true))
    await deed.apply()
    expect(shown.value).toBe(true)
    expect(deed.moved.value).toContain('20')
    await vi.waitFor(() => expect(deed.plan.value?.change).toBe(20))
    await deed.apply()
    expect(started).toEqual([
      ['A', 21],
      ['A', 20],
    ])
    expect(shown.value).toBe(false)
  })

  it('stays open where it was refused for any other reason', async () => {
    const { deed, notices, shown } = await deedOver({ end: [failed(new Refusal('storage.full', {}))] })
    await vi.waitFor(() => expect(deed.ready.value).toBe(true))
    await deed.apply()
    expect(shown.value).toBe(true)
    await vi.waitFor(() => expect(notices.current?.tone).toBe('failed'))
  })
})
