import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Api, MethodName, Started } from '#shared/contract/index.ts'
import type { Payment } from '#shared/contract/payments.ts'
import { useBackendEvent } from '../events.ts'
import { useApi, useHost } from '../services.ts'
import { useJobs } from './jobs.ts'

export type PaymentRequest = Parameters<Api['payments']['pay']>[0]

const FIRST = 20
const MORE = 50

/** What this window does with a payment; `id` is null until the payment is known. */
interface Doing {
  readonly kind: 'pay' | 'reverse' | 'settle'
  readonly jobId: string | null
  readonly id: number | null
}

/** Test transactions: those that were made, the one that is shown, and the one that is under way. Holds no card. */
export const usePayments = defineStore('payments', () => {
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const list = shallowRef<readonly Payment[]>([])
  const total = ref(0)
  const shownId = ref<number | null>(null)
  const doing = ref<Doing | null>(null)
  /** Whether a payment that went through is voided at once. */
  const reverseAfter = ref(true)

  function hear(payment: Payment): void {
    const known = list.value.some(({ id }) => id === payment.id)
    if (!known) total.value += 1
    list.value = [payment, ...list.value.filter(({ id }) => id !== payment.id)].sort((a, b) => b.id - a.id)
  }

  useBackendEvent('payments.onChanged', ({ payment }) => {
    const isNew = list.value.every(({ id }) => id < payment.id)
    hear(payment)
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

  /** Before the last payment that was begun here and whose end was not heard, as when the backend stopped meanwhile. */
  let newestBefore: number | null = null
  async function load(): Promise<void> {
    const limit = Math.min(200, Math.max(FIRST, list.value.length))
    const read = await api.payments.list({ limit })
    list.value = read.payments
    total.value = read.total
    const begun = list.value.findLast(({ id }) => newestBefore !== null && id > newestBefore)
    if (begun && doing.value === null) shownId.value = begun.id
  }
  async function more(): Promise<void> {
    const before = list.value.at(-1)?.id
    if (before === undefined) return load()
    const read = await api.payments.list({ before, limit: MORE })
    const known = new Set(list.value.map(({ id }) => id))
    list.value = [...list.value, ...read.payments.filter(({ id }) => !known.has(id))]
    total.value = read.total
  }

  /** Forgets what was shown, as for another site. */
  function reset(): void {
    list.value = []
    total.value = 0
    shownId.value = null
  }

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
      hear(payment)
      shownId.value = payment.id
      return payment
    } finally {
      doing.value = null
    }
  }

  const reverse = (id: number) => carryOut('reverse', id, () => api.payments.reverse({ id }))
  const settle = (id: number) => carryOut('settle', id, () => api.payments.settle({ id }))

  /** Pays as a buyer would and, where that is chosen, takes it back. Rejects with the Refusal of either. */
  async function pay(request: PaymentRequest): Promise<void> {
    shownId.value = null
    newestBefore = list.value[0]?.id ?? 0
    const payment = await carryOut('pay', null, () => api.payments.pay(request))
    newestBefore = null
    const through = payment.state === 'completed' || payment.state === 'authorized'
    if (reverseAfter.value && through) await reverse(payment.id)
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
    reset,
    pay,
    reverse,
    settle,
    jobOf,
  }
})
