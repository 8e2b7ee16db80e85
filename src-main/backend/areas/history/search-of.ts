import { kindsIn } from '#shared/contract/operations.ts'
import type { OperationFilter } from '#shared/contract/operation-filter.ts'
import { addDays, LAST_DAY, startOfDay } from '#shared/domain/dates.ts'
import { FALLBACK } from '#shared/languages/languages.ts'
import type { OperationSearch } from '#backend/storage/operations.ts'

/** What storage looks for; null where every operation is meant. */
export function searchOf(filter: OperationFilter, timeZone: string): OperationSearch | null {
  const { language = FALLBACK, area, kinds, from, to, code, text, ...rest } = filter
  const ofArea = area && kindsIn(area)
  const search = {
    ...rest,
    kinds: ofArea && kinds ? kinds.filter((kind) => ofArea.includes(kind)) : (kinds ?? ofArea),
    code: code?.trim() || undefined,
    text: text?.trim() || undefined,
    from: from && Date.parse(startOfDay(timeZone, from)),
    until: to && to !== LAST_DAY ? Date.parse(startOfDay(timeZone, addDays(to, 1))) : undefined,
  }
  return Object.values(search).every((value) => value === undefined) ? null : { ...search, language }
}
