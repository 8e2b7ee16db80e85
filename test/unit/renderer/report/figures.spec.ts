import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Filter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { scaleEnd, shareOf, stopAfter } from '../../../../src-renderer/pages/report/figures/bars.ts'
import { type Choice, isChosen, withChoice } from '../../../../src-renderer/pages/report/figures/narrowing.ts'

const day = (text: string) => text as IsoDate

describe('the scale of a chart', () => {
  it('is round and passes no value', () => {
    expect(scaleEnd([3, 58, 0])).toBe(60)
    expect(scaleEnd([])).toBe(1)
  })

  it('draws every value that is there, none beyond the end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5_000_000 }), { minLength: 1 }), (values) => {
        const end = scaleEnd(values)
        for (const value of values) {
          const share = shareOf(value, end)
          expect(share).toBeLessThanOrEqual(1)
          expect(share > 0).toBe(value > 0)
        }
      }),
    )
  })
})

describe('walking along bars by keys', () => {
  it('goes a step or to an end, never out', () => {
    expect(stopAfter(0, 5, 'ArrowLeft')).toBe(0)
    expect(stopAfter(0, 5, 'ArrowRight')).toBe(1)
    expect(stopAfter(4, 5, 'ArrowRight')).toBe(4)
    expect(stopAfter(2, 5, 'End')).toBe(4)
    expect(stopAfter(2, 5, 'Home')).toBe(0)
    expect(stopAfter(2, 5, 'x')).toBeUndefined()
  })
})

describe('narrowing by a bar', () => {
  const filter: Filter = {
    text: 'nordvik',
    status: ['active', 'expired'],
    expires: { to: day('2026-06-30') },
  }
  const choices: Choice[] = [
    { by: 'status', status: 'deleted' },
    { by: 'service', service: 'training' },
    { by: 'batch', batch: 7 },
    { by: 'expires', from: day('2026-03-01'), to: day('2026-03-31') },
    { by: 'redeemed', from: day('2026-03-01'), to: day('2026-03-31') },
  ]

  it.each(choices)('by $by keeps the other parameters, and a second time takes it away', (choice) => {
    const narrowed = withChoice(filter, choice)
    expect(isChosen(filter, choice)).toBe(false)
    expect(isChosen(narrowed, choice)).toBe(true)
    expect(narrowed.text).toBe('nordvik')
    const back = withChoice(narrowed, choice)
    expect(back[choice.by]).toBeUndefined()
    expect(back.text).toBe('nordvik')
  })

  it('does not take one status among several for chosen', () => {
    expect(isChosen(filter, { by: 'status', status: 'active' })).toBe(false)
  })
})
