import { describe, expect, it } from 'vitest'
import type { Filter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { type Choice, isChosen, withChoice } from '../../../../src-renderer/components/charts/narrowing.ts'

const day = (text: string) => text as IsoDate

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
    { by: 'expires', from: day('2026-03-01'), to: day('2026-03-31'), status: 'used-up' },
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
