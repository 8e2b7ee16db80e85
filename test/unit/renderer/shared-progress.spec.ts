import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedProgress } from '../../../src-renderer/components/shell/shared-progress.ts'

it('is the share of one, the mean of several, and unknown where no end is known', () => {
  expect(sharedProgress([{ done: 1, total: 4 }])).toBe(0.25)
  expect(
    sharedProgress([
      { done: 1, total: 4 },
      { done: 3, total: 4 },
      { done: 9, total: null },
    ]),
  ).toBe(0.5)
  expect(
    sharedProgress([
      { done: 9, total: null },
      { done: 0, total: 0 },
    ]),
  ).toBe(null)
  expect(sharedProgress([])).toBe(null)
})

it('is never outside of what a task bar takes', () => {
  const progress = fc.record({ done: fc.nat(), total: fc.option(fc.nat()) })
  fc.assert(
    fc.property(fc.array(progress), (works) => {
      const share = sharedProgress(works)
      if (share !== null) expect(share >= 0 && share <= 1).toBe(true)
    }),
  )
})
