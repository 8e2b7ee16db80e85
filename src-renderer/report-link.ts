import type { LocationQuery } from 'vue-router'
import { filterSchema, type Filter } from '#shared/contract/report.ts'

const SINGLE = ['text', 'code', 'recipient', 'email', 'service', 'usage', 'list'] as const

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
  if (filter.created?.from) query.createdFrom = filter.created.from
  if (filter.created?.to) query.createdTo = filter.created.to
  if (filter.expires?.from) query.expiresFrom = filter.expires.from
  if (filter.expires?.to) query.expiresTo = filter.expires.to
  if (filter.redeemed?.from) query.redeemedFrom = filter.redeemed.from
  if (filter.redeemed?.to) query.redeemedTo = filter.redeemed.to
  return { name: 'report', query }
}

/** The parameters in a report's address. One that cannot be read is left out, so that an old link still opens. */
export function filterOf(query: LocationQuery): LinkFilter {
  const one = (key: string) => {
    const value = query[key]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const wished: Record<string, unknown> = Object.fromEntries(SINGLE.map((key) => [key, one(key)]))
  wished.status = one('status')?.split(',')
  wished.message = one('message')?.split(',')
  wished.batch = one('batch') === undefined ? undefined : Number(one('batch'))
  wished.discount = discountOf(one('discount'))
  wished.created = between(one('createdFrom'), one('createdTo'))
  wished.expires = between(one('expiresFrom'), one('expiresTo'))
  wished.redeemed = between(one('redeemedFrom'), one('redeemedTo'))

  let filter: LinkFilter = {}
  for (const [key, value] of Object.entries(wished)) {
    if (value === undefined) continue
    const read = filterSchema.safeParse({ ...filter, [key]: value })
    if (read.success) filter = read.data
  }
  return filter
}

const between = (from: string | undefined, to: string | undefined) =>
  from === undefined && to === undefined ? undefined : { ...(from && { from }), ...(to && { to }) }

/** `percent`, `percent:2500`, `amount`, `amount::USD`, `amount:9000:USD`. */
const discountText = (discount: NonNullable<Filter['discount']>): string =>
  (discount.kind === 'percent'
    ? ['percent', discount.hundredths ?? '']
    : ['amount', discount.minor ?? '', discount.currency ?? '']
  )
    .join(':')
    .replace(/:+$/, '')

function discountOf(text: string | undefined): unknown {
  if (text === undefined) return undefined
  const [kind, value = '', currency = ''] = text.split(':')
  const units = value === '' ? undefined : Number(value)
  if (kind === 'percent') return { kind, ...(units !== undefined && { hundredths: units }) }
  return { kind, ...(units !== undefined && { minor: units }), ...(currency && { currency }) }
}
