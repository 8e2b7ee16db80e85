import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Checked } from '#shared/contract/paypal.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { ReviewPart } from '#shared/contract/review.ts'
import { accountOf, optionsOf } from '#shared/domain/commerce/settings.ts'
import { missingToAsk } from '../../components/provider-form/connection-state.ts'
import { shortName } from '../../components/differences/field-words.ts'
import { useApi } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'

/** Asks PayPal about the account that a review puts into effect, typed passwords included. */
export function useLiveCheck(
  part: () => ReviewPart | undefined,
  passwordOf: (provider: string) => string | undefined,
) {
  const api = useApi()
  const jobs = useJobs()
  const failures = useFailures()
  const { t } = useI18n()
  const found = shallowRef<{ key: string; checked: Checked } | null>(null)
  const running = shallowRef<{ jobId: string | null } | null>(null)
  const needsPassphrase = ref(false)

  const asked = computed(() => {
    const value = part()
    const provider = value?.content.settings.provider ?? null
    const [service] = value?.services ?? []
    if (!value || provider === null || !service) return null
    return {
      service,
      mode: 'production' as const,
      provider,
      account: accountOf(value.content.accounts, provider),
      options: optionsOf(value.content.settings, provider),
      password: passwordOf(provider),
    }
  })
  const key = computed(() => JSON.stringify(asked.value))
  const here = computed(() => (found.value?.key === key.value ? found.value.checked : null))
  const obstacle = computed(() => {
    const [value, about] = [part(), asked.value]
    if (!value || !about) return null
    const set = !value.missing.includes('password')
    const missing = missingToAsk(about.provider, about.account, { typed: about.password, set })
    if (missing.length > 0) {
      const fields = missing.map((field) => shortName(field, about.provider, t)).join(', ')
      return t('accounts.connection.missing', { fields })
    }
    return value.checks?.apiAccount === false ? t('accounts.connection.noCaller') : null
  })

  async function check(): Promise<void> {
    const { value } = asked
    if (!value || running.value) return
    const about = key.value
    running.value = { jobId: null }
    const { password, ...rest } = value
    try {
      const started = await api.paypal.check({ ...rest, ...(password !== undefined && { password }) })
      running.value = { jobId: started.jobId }
      found.value = { key: about, checked: await jobs.follow(started) }
    } catch (error) {
      if (isRefusal(error, 'secrets.locked') || isRefusal(error, 'secrets.unprotected'))
        needsPassphrase.value = true
      else failures.report(error)
    } finally {
      running.value = null
    }
  }

  /** A check of what was not saved is made again once it is: then it is kept. */
  async function keep(): Promise<void> {
    const { value } = asked
    if (!value || here.value?.good !== true || part()?.checks?.account.checked?.good === true) return
    const { service, mode, provider, account, options } = value
    await api.paypal.check({ service, mode, provider, account, options }).catch(failures.report)
  }

  async function cancel(): Promise<void> {
    const jobId = running.value?.jobId
    if (jobId) await jobs.cancel(jobId).catch(failures.report)
  }

  return {
    here,
    obstacle,
    needsPassphrase,
    checking: computed(() => running.value !== null),
    check,
    cancel,
    keep,
  }
}
export type LiveCheck = ReturnType<typeof useLiveCheck>
