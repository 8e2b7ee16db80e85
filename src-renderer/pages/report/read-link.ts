import type { LocationQuery } from 'vue-router'
import { filterSchema } from '#shared/contract/report.ts'
import { type LinkFilter, SINGLE } from '../../report-link.ts'

/** The parameters in a report's address. One that cannot be read is left out, so that an old link still opens. */
export function filterOf(query: LocationQuery): LinkFilter {
  const one = (key: string) => {
    const value = query[key]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const requested: Record<string, unknown> = Object.fromEntries(SINGLE.map((key) => [key, one(key)]))
  requested.status = one('status')?.split(',')
  requested.message = one('message')?.split(',')
  requested.batch = one('batch') === undefined ? undefined : Number(one('batch'))
  requested.discount = discountOf(one('discount'))
  requested.created = between(one('createdFrom'), one('createdTo'))
  requested.expires = between(one('expiresFrom'), one('expiresTo'))
  requested.redeemed = between(one('redeemedFrom'), one('redeemedTo'))

  let filter: LinkFilter = {}
  for (const [key, value] of Object.entries(requested)) {
    if (value === undefined) continue
    const read = filterSchema.safeParse({ ...filter, [key]: value })
    if (read.success) filter = read.data
  }
  return filter
}

const between = (from: string | undefined, to: string | undefined) =>
  from === undefined && to === undefined ? undefined : { ...(from && { from }), ...(to && { to }) }

function discountOf(text: string | undefined): unknown {
  if (text === undefined) return undefined
  const [kind, value = '', currency = ''] = text.split(':')
  const units = value === '' ? undefined : Number(value)
  if (kind === 'percent') return { kind, ...(units !== undefined && { hundredths: units }) }
  return { kind, ...(units !== undefined && { minor: units }), ...(currency && { currency }) }
}
