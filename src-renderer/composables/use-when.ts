import { useI18n } from 'vue-i18n'
import { addDays, dayIn, type Instant } from '#shared/domain/dates.ts'
import { useLanguage } from '../language.ts'
import { useSite } from '../stores/site.ts'

/** An instant as a short day and time in the site's time zone: "i dag kl. 09.41", "12. mars kl. 14.20". */
export function useWhen(): (at: Instant) => string {
  const { t } = useI18n()
  const { time, shortDate } = useLanguage()
  const site = useSite()
  return (at) => {
    const { today, timeZone } = site.site ?? { timeZone: 'UTC', today: null }
    const day = dayIn(timeZone, Date.parse(at))
    const named =
      day === today
        ? t('common.today')
        : today !== null && day === addDays(today, -1)
          ? t('common.yesterday')
          : shortDate(day, today ?? day)
    return `${named} ${time(at, timeZone)}`
  }
}
