import type { LocationQuery } from 'vue-router'
import { filterSchema } from '#shared/contract/report.ts'
import { type LinkFilter, SINGLE, spanKey, SPANS } from '../../report-link.ts'

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
  for (const key of SPANS) requested[key] = span((end) => one(spanKey(key, end)))

  let filter: LinkFilter = {}
  for (const [key, value] of Object.entries(requested)) {
    if (value === undefined) continue
    const read = filterSchema.safeParse({ ...filter, [key]: value })
    if (read.success) filter = read.data
  }
  return filter
}

function span(end: (name: string) => string | undefined): unknown {
  const days = (name: string) => (end(name) === undefined ? undefined : Number(end(name)))
  const ends = { from: end('from'), to: end('to'), fromDays: days('fromDays'), toDays: days('toDays') }
  const given = Object.entries(ends).filter(([, value]) => value !== undefined)
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

function discountOf(text: string | undefined): unknown {
  if (text === undefined) return undefined
  const [kind, value = '', currency = ''] = text.split(':')
  const units = value === '' ? undefined : Number(value)
  if (kind === 'percent') return { kind, ...(units !== undefined && { hundredths: units }) }
  return { kind, ...(units !== undefined && { minor: units }), ...(currency && { currency }) }
}
