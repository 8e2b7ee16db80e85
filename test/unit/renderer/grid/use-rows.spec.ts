import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { type RowsView, useRows } from '../../../../src-renderer/components/grid/use-rows.ts'

const viewAt = (first: number): RowsView => ({ top: first * 30, first, end: first + 10 })

describe('the rows that are drawn after a jump', () => {
  let scope = effectScope()
  beforeEach(() => {
    vi.useFakeTimers()
    scope = effectScope()
  })
  afterEach(() => {
    vi.useRealTimers()
    scope.stop()
  })

  function grid() {
    const view = shallowRef(viewAt(0))
    const answers: (() => void)[] = []
    const rows = scope.run(() =>
      useRows<number>({
        token: () => 'set',
        count: () => 100_000,
        view: () => view.value,
        read: (_token, offset, limit) =>
          new Promise((resolve) => {
            answers.push(() => resolve(Array.from({ length: limit }, (_, i) => offset + i)))
          }),
        onFailed: (error) => expect.fail(String(error)),
      }),
    )
    if (!rows) throw new Error('no scope')
    return {
      rows,
      jump: async (first: number) => {
        view.value = viewAt(first)
        await nextTick()
      },
      answer: async () => {
        for (const give of answers.splice(0)) give()
        await vi.advanceTimersByTimeAsync(0)
        await nextTick()
      },
    }
  }

  it('are those before it until the new ones are there', async () => {
    const { rows, jump, answer } = grid()
    await answer()
    await jump(50_000)
    expect(rows.drawn.value.first).toBe(0)
    expect(rows.inView.value.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    await answer()
    expect(rows.drawn.value).toEqual(viewAt(50_000))
    expect(rows.inView.value[0]).toEqual({ position: 50_000, row: 50_000 })
  })

  it('are empty ones where the new ones take longer, also while somebody jumps on', async () => {
    const { rows, jump, answer } = grid()
    await answer()
    for (const first of [10_000, 20_000, 30_000, 40_000]) {
      await jump(first)
      await vi.advanceTimersByTimeAsync(16)
    }
    expect(rows.drawn.value).toEqual(viewAt(40_000))
    expect(rows.inView.value.every(({ row }) => row === undefined)).toBe(true)
    // The rows of the first jumps, then those in view.
    await answer()
    await answer()
    expect(rows.inView.value[0]?.row).toBe(40_000)
  })
})
