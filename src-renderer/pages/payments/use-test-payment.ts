import { computed, type Ref, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { PurchaseInput, Quote } from '#shared/contract/payments.ts'
import { errorText } from '#shared/wording/error-texts.ts'
import { useLanguage } from '../../language.ts'
import { useFailures } from '../../stores/failures.ts'
import { useNotices } from '../../stores/notices.ts'
import { type PurchaseRequest, usePayments } from '../../stores/payments.ts'

type Way = PurchaseRequest['with']

interface Asked {
  readonly purchase: Ref<PurchaseInput | null>
  readonly quote: Ref<Quote | null>
  /** Asks for the price of what is typed now. */
  readonly ask: () => Promise<Quote | null>
}

/** Pays for what is typed, at the price that the buyer saw; and what has to be done first. */
export function useTestPayment({ purchase, quote, ask }: Asked, onCodeRefused: () => void) {
  const { t } = useI18n()
  const { language } = useLanguage()
  const payments = usePayments()
  const notices = useNotices()
  const failures = useFailures()
  /** The price was another one than the buyer saw: said beside it until something is typed. */
  const moved = ref(false)
  const needsPassphrase = ref(false)
  const asking = ref(false)
  /** What is paid again once the passphrase is there. */
  const waiting = shallowRef<Way | null>(null)
  const busy = computed(() => asking.value || payments.doing !== null)

  async function pay(way: Way): Promise<void> {
    if (busy.value) return
    asking.value = true
    try {
      await begin(way)
    } catch (error) {
      refused(error, way)
    } finally {
      asking.value = false
    }
  }

  async function begin(way: Way): Promise<void> {
    const seen = quote.value?.price.pay
    const now = await ask()
    const wanted = purchase.value
    if (!now || !wanted) return
    if (now.code?.holds === false) return onCodeRefused()
    moved.value = now.price.pay !== seen
    if (moved.value) return
    await payments.pay({ purchase: wanted, expect: now.price.pay, with: way })
  }

  function refused(error: unknown, way: Way): void {
    if (isRefusal(error, 'backend.restarting')) {
      notices.failed(() => ({ fact: t('payments.bar.interrupted'), rest: t('payments.bar.interruptedRest') }))
      return
    }
    if (isRefusal(error, 'secrets.locked') || isRefusal(error, 'secrets.unprotected')) {
      waiting.value = way
      needsPassphrase.value = true
    } else if (isRefusal(error, 'payments.price-moved')) {
      moved.value = true
      void ask().catch(failures.report)
    } else if (isRefusal(error, 'payments.code-refused')) {
      void ask().then(onCodeRefused, failures.report)
    } else if (isRefusal(error, 'paypal.no-caller')) {
      const { fact, remedy: rest } = errorText(error, language.value)
      const to = { name: 'commerce', params: { service: purchase.value?.service ?? 'events' } }
      notices.failed(() => ({ fact, rest, link: { label: t('payments.missing.button'), to } }))
    } else failures.report(error)
  }

  /** The passphrase is there: what was begun goes on. */
  async function unlocked(): Promise<void> {
    needsPassphrase.value = false
    const way = waiting.value
    waiting.value = null
    if (way) await pay(way)
  }
  function notUnlocked(): void {
    needsPassphrase.value = false
    waiting.value = null
  }

  return { pay, busy, moved, needsPassphrase, unlocked, notUnlocked }
}
