import type { Payment } from '#shared/contract/payments.ts'
import { dayFormatter, instantOf } from '#shared/domain/dates.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { type StoredPayment, stepsOf } from '#backend/storage/sqlite/payment-functions.ts'

/** Making a formatter is expensive, and a site has one time zone. */
let days: { readonly timeZone: string; readonly dayOf: ReturnType<typeof dayFormatter> } | undefined

function dayIn(timeZone: string, at: number): Payment['day'] {
  if (days?.timeZone !== timeZone) days = { timeZone, dayOf: dayFormatter(timeZone) }
  return days.dayOf(at)
}

/** One payment as the window sees it. `buyerUrl` is kept in memory only. */
export async function describePayment(
  connection: ReadConnection,
  payment: StoredPayment,
  { timeZone, buyerUrl }: { timeZone: string; buyerUrl: string | null },
): Promise<Payment> {
  const { code_id: codeId, code, card_last_four: lastFour, full, off, pay, currency } = payment
  const steps = await stepsOf(connection, payment.id)
  return {
    id: payment.id,
    at: instantOf(payment.at),
    day: dayIn(timeZone, payment.at),
    service: payment.service,
    mode: payment.mode,
    provider: payment.provider,
    destination: payment.destination,
    with: payment.paid_with,
    card: lastFour === null ? null : { brand: payment.card_brand, lastFour },
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
  }
}
