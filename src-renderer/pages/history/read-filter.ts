import type { LocationQuery } from 'vue-router'
import { operationFilterSchema } from '#shared/contract/operation-filter.ts'
import { type HistoryFilter, SINGLE_FILTERS } from '../../history-link.ts'

const UNDONE: Readonly<Record<string, boolean>> = { yes: true, no: false }

/** The filter in an address of the history. What cannot be read is left out, so that an old link still opens. */
export function filterOf(query: LocationQuery): HistoryFilter {
  const one = (key: string) => {
    const value = query[key]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const requested = {
    ...Object.fromEntries(SINGLE_FILTERS.map((key) => [key, one(key)])),
    kinds: one('kinds')?.split(','),
    undone: UNDONE[one('undone') ?? ''],
  }
  const readable = Object.entries(requested).filter(
    ([key, value]) => value !== undefined && operationFilterSchema.safeParse({ [key]: value }).success,
  )
  return operationFilterSchema.parse(Object.fromEntries(readable))
}

export const isNarrow = (filter: HistoryFilter): boolean => Object.keys(filter).length > 0
