import { useI18n } from 'vue-i18n'
import { addDays, dayIn, type Instant } from '#shared/domain/dates.ts'
import { useLanguage } from '../../language.ts'
import { useSite } from '../../stores/site.ts'

/** "i dag 14.32", "3. mars 09.10": in the site's time zone. */
export function useWhen(): (at: Instant) => string {
  const { t } = useI18n()
  const { shortDate, time } = useLanguage()
  const site = useSite()
  return (at) => {
    const { timeZone = 'UTC', today } = site.site ?? {}
    const day = dayIn(timeZone, Date.parse(at))
    const named =
      day === today
        ? t('common.today')
        : today !== undefined && day === addDays(today, -1)
          ? t('common.yesterday')
          : shortDate(day, today ?? day)
    return t('payments.earlier.when', { day: named, time: time(at, timeZone) })
  }
}
