import type { Overview } from '#shared/contract/overview.ts'
import type { Filter, Order } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { spanOn } from '#shared/domain/day-span.ts'
import { EXPIRING_SOON_DAYS } from '#shared/domain/promo-code.ts'

/** The report's fixed quick views: a filter, and the order that it is first seen in. */
export const VIEWS = ['all', 'expiring', 'unused', 'expired'] as const
export type View = (typeof VIEWS)[number]

const UNUSED_DAYS = 30

/** Days are counted from the day on which the report is opened, so that a view that is saved of it does not age. */
export function viewFilter(view: View): Filter {
  switch (view) {
    case 'all':
      return {}
    case 'expiring':
      return { status: ['active'], expires: { fromDays: 0, toDays: EXPIRING_SOON_DAYS } }
    case 'unused':
      return { status: ['active'], usage: 'unused', created: { toDays: -UNUSED_DAYS } }
    case 'expired':
      return { status: ['expired'] }
  }
}

export function viewOrder(view: View | undefined): Order {
  if (view === 'expiring') return [{ column: 'expires', descending: false }]
  if (view === 'expired') return [{ column: 'expires', descending: true }]
  return [{ column: 'created', descending: true }]
}

/** The view whose filter this is, whichever way a person came to it. */
export const viewOf = (filter: Filter, today: IsoDate): View | undefined =>
  VIEWS.find((view) => sameFilter(onDay(viewFilter(view), today), onDay(filter, today)))

/** The filter with the dates that its spans mean today. */
const onDay = (filter: Filter, today: IsoDate): Filter => ({
  ...filter,
  ...(filter.expires && { expires: spanOn(filter.expires, today) }),
  ...(filter.created && { created: spanOn(filter.created, today) }),
})

/** True for filters that let the same codes through. */
export const sameFilter = (a: Filter, b: Filter): boolean => plain(a) === plain(b)

const plain = (filter: Filter): string =>
  JSON.stringify(filter, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : Array.isArray(value)
        ? value.toSorted()
        : value,
  )

/** How many codes each view has, by the overview's figures. */
export const viewCounts = ({ summary, expiringSoon, unusedAfter30Days }: Overview): Record<View, number> => ({
  all: summary.codes,
  expiring: expiringSoon.codes,
  unused: unusedAfter30Days,
  expired: summary.expired,
})
