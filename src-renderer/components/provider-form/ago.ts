import { onScopeDispose, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Instant } from '#shared/domain/dates.ts'
import { useLanguage } from '../../language.ts'

const MINUTE = 60_000

/** How long since, in the largest whole unit: minutes under an hour, hours under two days, then days. */
export function elapsed(
  since: number,
  now: number,
): { unit: 'now' | 'minutes' | 'hours' | 'days'; n: number } {
  const minutes = Math.floor(Math.max(0, now - since) / MINUTE)
  if (minutes < 1) return { unit: 'now', n: 0 }
  if (minutes < 60) return { unit: 'minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) }
}

/** "for 12 min siden", which goes on with the clock while its component lives. */
export function useAgo(): (since: Instant) => string {
  const { t } = useI18n()
  const { count } = useLanguage()
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), MINUTE / 2)
  onScopeDispose(() => clearInterval(timer))
  return (since) => {
    const { unit, n } = elapsed(Date.parse(since), now.value)
    return unit === 'now' ? t('commerce.ago.now') : t(`commerce.ago.${unit}`, { n: count(n) }, n)
  }
}
