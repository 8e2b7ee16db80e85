import { useI18n } from 'vue-i18n'
import type { ReplacementPlan, SiteSide } from '#shared/contract/replacement.ts'
import { dayIn, type Instant } from '#shared/domain/dates.ts'
import { useLanguage } from '../../language.ts'
import { useSite } from '../../stores/site.ts'

/** The words for replacing a site, in the language on screen and the site's time zone. */
export function useReplacementWords() {
  const { t } = useI18n()
  const { count, date, time } = useLanguage()
  const site = useSite()
  // While no site is open its time zone is not known: then the machine's is the one that a person reads by.
  const zone = () => site.site?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone

  const nameOf = ({ name }: Pick<SiteSide, 'name'>): string => name || t('replacement.nameless')
  const when = (at: Instant | null): string =>
    at === null
      ? t('replacement.never')
      : t('replacement.when', { day: date(dayIn(zone(), Date.parse(at))), time: time(at, zone()) })

  return {
    nameOf,
    when,
    /** What of the present is not in what takes its place; null where there is no present. */
    lostText({ present, incoming, lost }: ReplacementPlan): string | null {
      if (!present || !lost) return null
      if (incoming.lastChange === null) return t('replacement.lost.empty', { name: nameOf(present) })
      if (!lost.isSameHistory) return t('replacement.lost.other', { name: nameOf(present) })
      const values = { n: count(lost.operations), when: when(incoming.lastChange) }
      return t('replacement.lost.later', values, lost.operations)
    },
  }
}
