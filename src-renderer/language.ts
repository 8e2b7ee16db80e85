import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type Instant, type IsoDate } from '#shared/domain/dates.ts'
import { type Language } from '#shared/preferences.ts'
import { formatCount, formatDate, formatTime } from '#shared/wording/format.ts'

const LOCALES: Record<Language, string> = { nb: 'nb-NO', en: 'en-GB' }

/** "Torsdag 12. mars 2026", "Thursday 12 March 2026"; without the year where it is plain which. */
export function longDate(day: IsoDate, language: Language, withYear = true): string {
  const text = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(withYear && { year: 'numeric' }),
  }).format(Date.parse(`${day}T00:00:00Z`))
  return text.replace(',', '')
}

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** The language on screen, with the formats that belong to it; all follow a switch at once. */
export function useLanguage() {
  const { locale } = useI18n()
  const language = computed(() => locale.value as Language) as ComputedRef<Language>
  return {
    language,
    count: (n: number) => formatCount(n, language.value),
    date: (day: IsoDate) => formatDate(day, language.value),
    longDate: (day: IsoDate, withYear = true) => longDate(day, language.value, withYear),
    time: (instant: Instant, timeZone: string) => formatTime(instant, timeZone, language.value),
  }
}
