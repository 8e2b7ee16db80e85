import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { GrantEnd } from '#shared/contract/paypal.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import type { Asking } from './grant-asking.ts'
import { useApi, useHost } from '../api-client.ts'
import { useFailures } from './failures.ts'
import { useJobs } from './jobs.ts'

export interface GrantPlace {
  readonly service: Service
  readonly mode: Mode
  readonly provider: ProviderId
}

/** The permission that a merchant is asked for at PayPal; the wait goes on when the page is left. One at a time. */
export const useMerchantGrant = defineStore('merchant-grant', () => {
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const failures = useFailures()
  const current = shallowRef<{ place: GrantPlace; asking: Asking } | null>(null)

  const isOf = (one: GrantPlace, other: GrantPlace): boolean =>
    one.service === other.service && one.mode === other.mode && one.provider === other.provider

  const askingFor = (place: GrantPlace): Asking | null =>
    current.value && isOf(current.value.place, place) ? current.value.asking : null

  /**
   * Asks PayPal, opens its page, and waits for the merchant. Answers with what was granted, or null.
   * @throws {Refusal} what prevents asking, or recording it
   */
  async function ask(
    place: GrantPlace,
    account: string,
  ): Promise<Extract<GrantEnd, { state: 'granted' }> | null> {
    const cancelled = cancel()
    const mine = { place, asking: { state: 'starting' } as Asking }
    current.value = mine
    let latest = mine
    const become = (asking: Asking | null) => {
      if (current.value !== latest) return
      current.value = asking && (latest = { place, asking })
    }
    try {
      await cancelled
      const { grantId, url, expires } = await api.paypal.startGrant({ ...place, account })
      const started = await api.paypal.awaitGrant({ grantId })
      become({ state: 'waiting', url, expires, jobId: started.jobId })
      host.openExternal(url)
      const end = await jobs.follow(started)
      become(end.state === 'granted' ? null : { state: 'ended', end })
      return end.state === 'granted' ? end : null
    } catch (error) {
      become(null)
      if (isRefusal(error, 'job.cancelled')) return null
      throw error
    }
  }

  /** In a browser a page may have been kept from opening by itself. */
  function openAgain(): void {
    const asking = current.value?.asking
    if (asking?.state === 'waiting') host.openExternal(asking.url)
  }

  async function cancel(): Promise<void> {
    const asking = current.value?.asking
    if (asking?.state === 'waiting') await jobs.cancel(asking.jobId).catch(failures.report)
  }

  return { askingFor, ask, openAgain, cancel }
})
