import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { formatDate } from '#shared/wording/format.ts'

/** Days from one to another, both counted: "13.03–30.04.2026", "13 Mar – 30 Apr 2026"; one day as one. */
export function daySpan(from: IsoDate, to: IsoDate, language: Language): string {
  if (from === to) return formatDate(from, language)
  const start = formatDate(from, language)
  const short = from.slice(0, 4) === to.slice(0, 4) ? start.slice(0, -5) : start
  return language === 'nb' ? `${short}–${formatDate(to, language)}` : `${short} – ${formatDate(to, language)}`
}
