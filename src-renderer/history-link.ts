import type { OperationFilter } from '#shared/contract/operation-filter.ts'

/** What an address of the history says. The language is that of the window. */
export type HistoryFilter = Omit<OperationFilter, 'language'>

/** The filters that are written in an address as they are. */
export const SINGLE_FILTERS = ['text', 'code', 'area', 'service', 'author', 'from', 'to'] as const

export interface HistoryLink {
  name: 'history'
  query: Record<string, string>
}

/** A link to the operations that match, such as `/history?code=SOMMER25`. */
export function historyLink(filter: HistoryFilter): HistoryLink {
  const query: Record<string, string> = {}
  for (const key of SINGLE_FILTERS) if (filter[key]) query[key] = filter[key]
  if (filter.kinds) query.kinds = filter.kinds.join(',')
  if (filter.undone !== undefined) query.undone = filter.undone ? 'yes' : 'no'
  return { name: 'history', query }
}
