import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Api, MethodName, Started } from '#shared/contract/index.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Payment } from '#shared/contract/payments.ts'
import { useBackendEvent } from '../events.ts'
import { useApi, useHost } from '../api-client.ts'
import { useJobs } from './jobs.ts'
import { useSite } from './site.ts'

export type PaymentRequest = Parameters<Api['payments']['pay']>[0]
/** All but the number of the request, which is this store's. */
export type PurchaseRequest = Omit<PaymentRequest, 'requestId'>

const FIRST = 20
const MORE = 50

/** What this window does with a payment; `id` is null until the payment is known. */
interface Doing {
  readonly kind: 'pay' | 'reverse' | 'inquire'
  readonly jobId: string | null
  readonly id: number | null
}

/** Test transactions: those that were made, the one that is shown, and the one that is under way. Holds no card. */
export const usePayments = defineStore('payments', () => {
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const site = useSite()
  const list = shallowRef<readonly Payment[]>([])
  const total = ref(0)
  const shownId = ref<number | null>(null)
  const doing = ref<Doing | null>(null)
  /** Whether a payment that went through is voided at once. */
  const reverseAfter = ref(true)

  function receive(payment: Payment): void {
    const known = list.value.some(({ id }) => id === payment.id)
    if (!known) total.value += 1
    list.value = [payment, ...list.value.filter(({ id }) => id !== payment.id)].sort((a, b) => b.id - a.id)
  }

  useBackendEvent('payments.onChanged', ({ payment }) => {
    const isNew = list.value.every(({ id }) => id < payment.id)
    receive(payment)
    // The first payment that comes after this window began to pay is its own.
    if (doing.value?.kind === 'pay' && doing.value.id === null && isNew) {
      doing.value = { ...doing.value, id: payment.id }
      shownId.value = payment.id
    }
    goToPayPal(payment)
  })

  /** Opens PayPal's page for the buyer, once for each payment. */
  let opened: number | null = null
  function goToPayPal(payment: Payment): void {
    if (payment.buyerUrl === null || opened === payment.id || doing.value?.id !== payment.id) return
    opened = payment.id
    host.openExternal(payment.buyerUrl)
  }

  /** Before the last payment begun here whose end was not reported, as when the backend stopped meanwhile. */
  let newestBefore: number | null = null
  async function load(): Promise<void> {
    const limit = Math.min(200, Math.max(FIRST, list.value.length))
    const read = await api.payments.list({ mode: 'test', limit })
    list.value = read.payments
    total.value = read.total
    if (doing.value !== null || shownId.value !== null) return
    // What was begun here and never reported as ended, or what goes on without this window, as after a reload.
    const begun = list.value.findLast(({ id }) => newestBefore !== null && id > newestBefore)
    const underway = list.value.find(({ state }) => state === 'started' || state === 'waiting-for-buyer')
    shownId.value = (begun ?? underway)?.id ?? null
  }
  async function more(): Promise<void> {
    const before = list.value.at(-1)?.id
    if (before === undefined) return load()
    const read = await api.payments.list({ mode: 'test', before, limit: MORE })
    const known = new Set(list.value.map(({ id }) => id))
    list.value = [...list.value, ...read.payments.filter(({ id }) => !known.has(id))]
    total.value = read.total
  }

  // Each site has its own payments.
  watch(
    () => site.site?.id,
    (_kind, before) => {
      if (!before) return
      list.value = []
      total.value = 0
      shownId.value = null
      newestBefore = null
      attempt = null
    },
    { flush: 'sync' },
  )

  async function carryOut(
    kind: Doing['kind'],
    id: number | null,
    start: () => Promise<Started<Payment>>,
  ): Promise<Payment> {
    doing.value = { kind, jobId: null, id }
    try {
      const started = await start()
      doing.value = { ...doing.value, jobId: started.jobId }
      const payment = await jobs.follow(started)
      receive(payment)
      shownId.value = payment.id
      return payment
    } finally {
      doing.value = null
    }
  }

  const reverse = (id: number) => carryOut('reverse', id, () => api.payments.reverse({ id }))
  const inquire = (id: number) => carryOut('inquire', id, () => api.payments.inquire({ id }))

  /**
   * One request id for one payment: where the backend went away before it answered, the same input again is the same
   * payment, and nothing is charged twice. Holds no card.
   */
  let attempt: { input: string; requestId: string } | null = null
  function requestFor({ purchase, with: { kind } }: PurchaseRequest): string {
    const input = JSON.stringify([purchase, kind])
    if (attempt?.input !== input) attempt = { input, requestId: crypto.randomUUID() }
    return attempt.requestId
  }

  /** Pays as a buyer would and, where that is chosen, takes it back. Rejects with the Refusal of either. */
  async function pay(input: PurchaseRequest): Promise<void> {
    shownId.value = null
    newestBefore = list.value[0]?.id ?? 0
    const requestId = requestFor(input)
    let payment: Payment
    try {
      payment = await carryOut('pay', null, () => api.payments.pay({ ...input, requestId }))
    } catch (error) {
      const lost = isRefusal(error, 'backend.restarting') || isRefusal(error, 'backend.outcome-unknown')
      if (!lost) forgetAttempt()
      // It may have been begun all the same: shows it.
      else await load().catch(() => undefined)
      throw error
    }
    forgetAttempt()
    const through = payment.state === 'completed' || payment.state === 'authorized'
    if (reverseAfter.value && through) await reverse(payment.id)
  }
  function forgetAttempt(): void {
    attempt = null
    newestBefore = null
  }

  /** The job behind what is under way for a payment; after a reload that is the only one of its kind. */
  function jobOf(id: number): string | null {
    if (doing.value?.id === id) return doing.value.jobId
    const paying = jobs.running.filter(({ method }) => method === ('payments.pay' satisfies MethodName))
    return paying.length === 1 ? (paying[0]?.jobId ?? null) : null
  }

  return {
    list: computed(() => list.value),
    total: computed(() => total.value),
    shown: computed(() => list.value.find(({ id }) => id === shownId.value) ?? null),
    shownId,
    doing: computed(() => doing.value),
    reverseAfter,
    load,
    more,
    pay,
    reverse,
    inquire,
    jobOf,
  }
})
