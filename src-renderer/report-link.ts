import type { Filter } from '#shared/contract/report.ts'

/** The parameters that are written in an address as they are. */
export const SINGLE = ['text', 'code', 'recipient', 'email', 'service', 'usage', 'list'] as const

/** Those that are a span of days; each of its ends has a name in the address, such as `expiresTo`. */
export const SPANS = ['created', 'expires', 'redeemed'] as const
export const spanKey = (parameter: (typeof SPANS)[number], end: string): string =>
  `${parameter}${end.charAt(0).toUpperCase()}${end.slice(1)}`

/** The parameters that an address carries: all of them. */
export type LinkFilter = Filter

export interface ReportLink {
  name: 'report'
  query: Record<string, string>
}

/** A link that opens the report with these parameters, such as `/report?status=active&expiresTo=2026-06-30`. */
export function reportLink(filter: LinkFilter): ReportLink {
  const query: Record<string, string> = {}
  for (const key of SINGLE) if (filter[key]) query[key] = filter[key]
  if (filter.status) query.status = filter.status.join(',')
  if (filter.message) query.message = filter.message.join(',')
  if (filter.batch !== undefined) query.batch = String(filter.batch)
  if (filter.discount) query.discount = discountText(filter.discount)
  for (const key of SPANS)
    for (const [end, value] of Object.entries(filter[key] ?? {}))
      if (value !== undefined) query[spanKey(key, end)] = String(value)
  return { name: 'report', query }
}

/** `percent`, `percent:2500`, `amount`, `amount::USD`, `amount:9000:USD`. */
const discountText = (discount: NonNullable<Filter['discount']>): string =>
  (discount.kind === 'percent'
    ? ['percent', discount.hundredths ?? '']
    : ['amount', discount.minor ?? '', discount.currency ?? '']
  )
    .join(':')
    .replace(/:+$/, '')
