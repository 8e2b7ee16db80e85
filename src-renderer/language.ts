import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import { type Language, languageName, languages } from '#shared/languages/languages.ts'
import { formatCount, formatDate, formatShortDate, formatTime } from '#shared/wording/format.ts'

export { capitalised } from '#shared/wording/format.ts'

/** "torsdag 12. mars 2026", "Thursday, March 12, 2026"; without the year where it is plain which. */
export const longDate = (day: IsoDate, language: Language, withYear = true): string =>
  new Intl.DateTimeFormat(languages[language].locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(withYear && { year: 'numeric' }),
  }).format(Date.parse(`${day}T00:00:00Z`))

/** "november 2026", "November 2026". */
export const monthOf = (day: IsoDate, language: Language): string =>
  new Intl.DateTimeFormat(languages[language].locale, {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${day}T00:00:00Z`))

/** The language on screen, with the formats that belong to it; all follow a switch at once. */
export function useLanguage() {
  const { locale } = useI18n()
  const language = computed(() => locale.value as Language) as ComputedRef<Language>
  return {
    language,
    count: (n: number) => formatCount(n, language.value),
    date: (day: IsoDate) => formatDate(day, language.value),
    shortDate: (day: IsoDate, today: IsoDate) => formatShortDate(day, today, language.value),
    longDate: (day: IsoDate, withYear = true) => longDate(day, language.value, withYear),
    monthOf: (day: IsoDate) => monthOf(day, language.value),
    nameOf: (other: Language) => languageName(other, language.value),
    time: (instant: Instant, timeZone: string) => formatTime(instant, timeZone, language.value),
  }
}
