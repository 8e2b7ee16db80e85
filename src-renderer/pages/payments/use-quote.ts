import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { PurchaseInput, Quote } from '#shared/contract/payments.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { useBackendEvent } from '../../events.ts'
import { useApi } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'

/** How long typing has to rest before the backend is asked. */
const REST_MS = 200

const plainQuote = (full: number, currency: PaymentCurrency): Quote => ({
  price: { full, off: 0, pay: full, currency },
  code: null,
})

/** What the buyer pays for `purchase`, as it changes. Without a code that is plain; with one the backend says. */
export function useQuote(purchase: Ref<PurchaseInput | null>, currency: Ref<PaymentCurrency | null>) {
  const api = useApi()
  const backend = useBackend()
  const failures = useFailures()
  const quote = shallowRef<Quote | null>(null)
  /** True while `quote` is of what was typed before. */
  const stale = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  /** Asks now. Returns the quote of what is typed, or null where there is none or something newer was typed. */
  async function ask(): Promise<Quote | null> {
    clearTimeout(timer)
    const [wanted, number] = [purchase.value, ++asked]
    if (wanted === null || currency.value === null) return (quote.value = null)
    const answer = wanted.code ? await api.payments.quote(wanted) : plainQuote(wanted.full, currency.value)
    if (number !== asked) return null
    stale.value = false
    return (quote.value = answer)
  }

  async function refresh(): Promise<void> {
    try {
      await ask()
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }

  watch(
    [purchase, currency],
    ([wanted]) => {
      clearTimeout(timer)
      stale.value = true
      if (wanted?.code) timer = setTimeout(() => void refresh(), REST_MS)
      else void refresh()
    },
    { immediate: true },
  )
  // A code may have been used, deleted or extended meanwhile.
  useBackendEvent('history.onRecorded', () => void refresh())
  watch(() => backend.returned, refresh)
  onScopeDispose(() => clearTimeout(timer))

  return { quote, stale, ask }
}
