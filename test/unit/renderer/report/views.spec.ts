import { describe, expect, it } from 'vitest'
import { filterSchema, orderSchema } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import {
  sameFilter,
  viewFilter,
  viewOf,
  viewOrder,
  VIEWS,
} from '../../../../src-renderer/pages/report/views.ts'

const today = '2026-03-09' as IsoDate

describe('the quick views', () => {
  it.each(VIEWS)('%s is a filter and an order of the contract, and is known again', (view) => {
    const filter = viewFilter(view, today)
    expect(filterSchema.parse(filter)).toEqual(filter)
    expect(orderSchema.safeParse(viewOrder(view)).success).toBe(true)
    expect(viewOf(filter, today)).toBe(view)
  })

  it('look a week ahead and thirty days back', () => {
    expect(viewFilter('expiring', today).expires).toEqual({ from: '2026-03-09', to: '2026-03-16' })
    expect(viewFilter('unused', today).created).toEqual({ to: '2026-02-07' })
  })

  it('are left when a parameter is added', () => {
    expect(viewOf({ ...viewFilter('expiring', today), text: 'kari' }, today)).toBeUndefined()
  })
})

describe('two filters', () => {
  it('are the same in whichever order they were put together', () => {
    expect(
      sameFilter({ status: ['active', 'expired'], batch: 1 }, { batch: 1, status: ['expired', 'active'] }),
    ).toBe(true)
    expect(sameFilter({ batch: 1 }, { batch: 2 })).toBe(false)
    expect(sameFilter({}, { text: 'x' })).toBe(false)
  })
})
