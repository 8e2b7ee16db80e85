import { describe, expect, it } from 'vitest'
import { filterSchema, orderSchema } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { sameFilter, viewFilter, viewOf, viewOrder, VIEWS } from '../../../src-renderer/report-views.ts'

const today = '2026-03-09' as IsoDate

describe('the quick views', () => {
  it.each(VIEWS)('%s is a filter and an order of the contract, and is known again', (view) => {
    const filter = viewFilter(view)
    expect(filterSchema.parse(filter)).toEqual(filter)
    expect(orderSchema.safeParse(viewOrder(view)).success).toBe(true)
    expect(viewOf(filter, today)).toBe(view)
  })

  it('look a week ahead and thirty days back', () => {
    expect(viewFilter('expiring').expires).toEqual({ fromDays: 0, toDays: 7 })
    expect(viewFilter('unused').created).toEqual({ toDays: -30 })
  })

  it('are known by the dates that they mean today as well', () => {
    const dates = { from: today, to: '2026-03-16' as IsoDate }
    expect(viewOf({ status: ['active'], expires: dates }, today)).toBe('expiring')
    expect(viewOf({ status: ['active'], expires: dates }, '2026-03-10' as IsoDate)).toBeUndefined()
  })

  it('are left when a parameter is added', () => {
    expect(viewOf({ ...viewFilter('expiring'), text: 'kari' }, today)).toBeUndefined()
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
