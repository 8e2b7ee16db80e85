import type { ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Service } from '#shared/domain/services.ts'
import { useApi } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useMerchantGrant } from '../../stores/merchant-grant.ts'
import { type NoticeText, useNotices } from '../../stores/notices.ts'
import type { ServiceForm } from './use-service-form.ts'

/** The permission given at PayPal: asked for there, or on the person's own word. Recorded and withdrawn at once, whatever else is unsaved. */
export function useGrant(form: ServiceForm, service: Service, services: ComputedRef<string>) {
  const api = useApi()
  const { t } = useI18n()
  const notices = useNotices()
  const failures = useFailures()
  const merchant = useMerchantGrant()
  let doing: 'confirm' | 'withdraw' | null = null
  let before = Promise.resolve()

  /**
   * One after the other: the other button may be there, shown after an event, before the first call has answered. A
   * second press of the same button is ignored.
   */
  function change(
    what: 'confirm' | 'withdraw',
    act: () => Promise<ServiceSettings>,
    say: () => NoticeText,
  ): Promise<void> {
    if (doing === what) return before
    doing = what
    before = before.then(async () => {
      await carryOut(act, say)
      if (doing === what) doing = null
    })
    return before
  }

  async function carryOut(act: () => Promise<ServiceSettings>, say: () => NoticeText): Promise<void> {
    try {
      form.receive(await act())
      notices.done(say)
    } catch (error) {
      await refused(error)
    }
  }

  /** Another window saved another login meanwhile: the form shows it, and the person decides again. */
  async function refused(error: unknown): Promise<void> {
    if (!isRefusal(error, 'commerce.plan-moved')) {
      failures.report(error)
      return
    }
    notices.failed(() => ({ fact: t('commerce.grant.moved'), rest: t('commerce.grant.movedRest') }))
    await form.look().catch((unread: unknown) => failures.report(unread))
  }

  function confirm(provider: ProviderId, account: string): Promise<void> {
    const [mode, named] = [form.chosen.value, services.value]
    return change(
      'confirm',
      () => api.commerce.grant({ service, mode, provider, account }),
      () => ({
        fact: t('commerce.grant.done', { services: named }),
        rest: t('commerce.grant.doneRest'),
      }),
    )
  }

  /** Through PayPal; true once the merchant has granted it there. */
  async function ask(provider: ProviderId, account: string): Promise<boolean> {
    const [mode, named] = [form.chosen.value, services.value]
    try {
      const end = await merchant.ask({ service, mode, provider }, account)
      if (!end) return false
      form.receive(end.settings)
      const granted = end.settings[mode]?.grants.find((grant) => grant.provider === provider)
      const by = granted?.givenAt ?? 'live'
      notices.done(() => ({
        fact: t(`accounts.grant.done.${by}`, { services: named }),
        rest: t('accounts.grant.doneRest'),
      }))
      return true
    } catch (error) {
      await refused(error)
      return false
    }
  }

  function withdraw(provider: ProviderId): Promise<void> {
    const [mode, named] = [form.chosen.value, services.value]
    const rest = mode === 'production' && form.mode.value === 'production' ? 'withdrawnLive' : 'withdrawnRest'
    let area = 'commerce'
    return change(
      'withdraw',
      async () => {
        const { settings, atPaypal } = await api.paypal.withdrawGrant({ service, mode, provider })
        if (atPaypal === 'withdrawn') area = 'accounts'
        return settings
      },
      () => ({
        fact: t('commerce.grant.withdrawn', { services: named }),
        rest: t(`${area}.grant.${rest}`),
      }),
    )
  }

  return {
    ask,
    asking: (provider: ProviderId) => merchant.askingFor({ service, mode: form.chosen.value, provider }),
    openAgain: merchant.openAgain,
    cancel: merchant.cancel,
    confirm,
    withdraw,
  }
}
