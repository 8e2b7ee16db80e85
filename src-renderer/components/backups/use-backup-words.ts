import { useI18n } from 'vue-i18n'
import type { Backup } from '#shared/contract/backups.ts'
import { addDays, dayIn, type IsoDate } from '#shared/domain/dates.ts'
import { useLanguage } from '../../language.ts'
import { useSite } from '../../stores/site.ts'
import { formatBytes } from '../site-file/bytes.ts'

export const COUNTED = ['codes', 'operations', 'messages', 'payments'] as const

/** The words for backups, in the language on screen and the site's time zone. */
export function useBackupWords() {
  const { t } = useI18n()
  const { count, date, time, language } = useLanguage()
  const site = useSite()
  // While no site is open its time zone is not known: then the machine's is the one that a person reads by.
  const zone = () => site.site?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  const today = () => dayIn(zone(), Date.now())

  const dayName = (day: IsoDate): string => {
    const known = [
      [0, 'today'],
      [-1, 'yesterday'],
      [1, 'tomorrow'],
    ] as const
    const near = known.find(([days]) => addDays(today(), days) === day)
    return near ? t(`backups.${near[1]}`) : date(day)
  }
  const when = ({ at }: Backup): string =>
    t('backups.when', { day: date(dayIn(zone(), Date.parse(at))), time: time(at, zone()) })

  return {
    dayName,
    when,
    bytes: (n: number): string => formatBytes(n, language.value),
    /** What is in it and how large it is, in one line. */
    content({ content, bytes, isRaw }: Backup): string {
      const parts = content
        ? COUNTED.filter((key) => key === 'codes' || content.counts[key] > 0).map((key) =>
            t(`backups.counts.${key}`, { n: count(content.counts[key]) }, content.counts[key]),
          )
        : []
      const version = content?.appVersion ? [t('backups.version', { version: content.appVersion })] : []
      const raw = isRaw ? [t('backups.raw')] : []
      return [...raw, ...parts, formatBytes(bytes, language.value), ...version].join(' · ')
    },
    /** Why it cannot be restored, or what is to be known of it. */
    remark({ problem, verified, isRaw }: Backup): string | null {
      if (problem) return t(`backups.problems.${problem}`)
      return verified || isRaw ? null : t('backups.unverified')
    },
  }
}
