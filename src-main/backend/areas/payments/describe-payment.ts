import type { Payment } from '#shared/contract/payments.ts'
import { dayFormatter, instantOf } from '#shared/domain/dates.ts'
import { pendingMeaning } from '#shared/domain/payments/pending-reasons.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import { nextInquiryAt } from './ask-again.ts'
import { canVoid } from './reversal.ts'

/** Making a formatter is expensive, and a site has one time zone. */
let days: { readonly timeZone: string; readonly dayOf: ReturnType<typeof dayFormatter> } | undefined

function dayIn(timeZone: string, at: number): Payment['day'] {
  if (days?.timeZone !== timeZone) days = { timeZone, dayOf: dayFormatter(timeZone) }
  return days.dayOf(at)
}

const isWaiting = ({ state }: StoredPayment): boolean =>
  state === 'unknown' || state === 'pending' || state === 'under-review'

function describeReason({ state, pendingReason: said }: StoredPayment): Payment['pendingReason'] {
  const isPending = state === 'pending' || state === 'under-review'
  return isPending && said !== null ? { meaning: pendingMeaning(said), said } : null
}

function describeInquiry(payment: StoredPayment): Payment['asksAgainAt'] {
  const at = nextInquiryAt(payment)
  return at === null ? null : instantOf(at)
}

/** One payment as the window sees it. `buyerUrl` is kept in memory only. */
export function describePayment(
  payment: StoredPayment,
  { timeZone, buyerUrl }: { timeZone: string; buyerUrl: string | null },
): Payment {
  const { codeId, code, cardBrand, cardLastFour, full, off, pay, currency, steps } = payment
  return {
    id: payment.id,
    at: instantOf(payment.at),
    day: dayIn(timeZone, payment.at),
    service: payment.service,
    mode: payment.mode,
    provider: payment.provider,
    destination: payment.destination,
    with: payment.paidWith,
    card: cardLastFour === null ? null : { brand: cardBrand, lastFour: cardLastFour },
    item: payment.item,
    description: payment.description,
    price: { full, off, pay, currency },
    code: codeId === null || code === null ? null : { id: codeId, code },
    state: payment.state,
    steps: steps.map(({ kind, state, code, pairs, at, tookMs }) => ({
      kind,
      state,
      code,
      pairs: [...pairs],
      at: instantOf(at),
      tookMs,
    })),
    buyerUrl: payment.state === 'waiting-for-buyer' ? buyerUrl : null,
    pendingReason: describeReason(payment),
    canVoid: canVoid(payment),
    asksAgainAt: isWaiting(payment) ? describeInquiry(payment) : null,
  }
}
