import type { IsoDate } from '#shared/domain/dates.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import { formatDate, formatDayOfYear } from '#shared/wording/format.ts'

/** Days from one to another, both counted: "13.03–30.04.2026", "13 Mar – 30 Apr 2026"; one day as one. */
export function daySpan(from: IsoDate, to: IsoDate, language: Language): string {
  if (from === to) return formatDate(from, language)
  const isOneYear = from.slice(0, 4) === to.slice(0, 4)
  const start = isOneYear ? formatDayOfYear(from, language) : formatDate(from, language)
  return languages[language].formats.span(start, formatDate(to, language))
}
