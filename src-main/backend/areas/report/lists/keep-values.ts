import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import { type KeptList, LIST_LIMITS } from '#shared/contract/report.ts'
import type { CodeList, ReportReader } from '#backend/storage/report.ts'
import { type ListValue, readList } from './read-list.ts'

/** Values that are read between two pauses: a few milliseconds. */
const READ_AT_ONCE = 2000

export interface KeptValues {
  /** What a report is narrowed to. */
  readonly list: CodeList
  readonly answer: Omit<KeptList, 'list'>
}

/**
 * Reads a pasted list and looks each value up.
 * @throws Refusal 'report.list-too-long'
 */
export async function keepValues(report: ReportReader, text: string): Promise<KeptValues> {
  const distinct = new Map<string, ListValue>()
  let values = 0
  for (const value of readList(text)) {
    values += 1
    if (values % READ_AT_ONCE === 0) await yieldToEventLoop()
    if (values > LIST_LIMITS.values) continue
    const key = `${value.kind}:${value.key}`
    if (!distinct.has(key)) distinct.set(key, value)
  }
  if (values > LIST_LIMITS.values)
    throw new Refusal('report.list-too-long', { values, limit: LIST_LIMITS.values })

  const all = [...distinct.values()]
  const codes = all.filter(({ kind }) => kind === 'code').map(({ text: code }) => code)
  const addresses = all.filter(({ kind }) => kind === 'address').map(({ key }) => key)
  const hasCode = await report.ownedCodes(codes)
  const hasAddress = await report.ownedAddresses(addresses)
  const notFound = all.filter(({ kind, text: value, key }) =>
    kind === 'code' ? !hasCode.has(value) : !hasAddress.has(key),
  )
  return {
    list: { codes: [...hasCode], addresses: [...hasAddress.values()].flat() },
    answer: {
      values,
      kind: addresses.length === 0 ? 'codes' : codes.length === 0 ? 'addresses' : 'mixed',
      found: all.length - notFound.length,
      notFound: notFound.slice(0, LIST_LIMITS.shown).map(({ text: value }) => value),
      notFoundCount: notFound.length,
      duplicates: values - all.length,
    },
  }
}
