import { MAX_EXTENSION_DAYS } from '#shared/contract/promo.ts'
import { type Language, languages } from '#shared/languages/languages.ts'

/** A whole number of days as people type it, 1 to 3,650; undefined for anything else. */
export function parseDays(typed: string, language: Language): number | undefined {
  const text = typed
    .trim()
    .replaceAll(languages[language].formats.decimalMark === ',' ? /[\s.]/g : /[\s,]/g, '')
  if (!/^\d{1,4}$/.test(text)) return undefined
  const days = Number(text)
  return days >= 1 && days <= MAX_EXTENSION_DAYS ? days : undefined
}
