import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type Instant, type IsoDate } from '#shared/domain/dates.ts'
import { type Language } from '#shared/preferences.ts'
import { formatCount, formatDate, formatTime } from '#shared/wording/format.ts'

/** The language on screen, with the formats that belong to it; all follow a switch at once. */
export function useLanguage() {
  const { locale } = useI18n()
  const language = computed(() => locale.value as Language) as ComputedRef<Language>
  return {
    language,
    count: (n: number) => formatCount(n, language.value),
    date: (day: IsoDate) => formatDate(day, language.value),
    time: (instant: Instant, timeZone: string) => formatTime(instant, timeZone, language.value),
  }
}
