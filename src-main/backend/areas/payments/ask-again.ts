import type { StoredPayment } from '#backend/storage/payments.ts'

/** After a payment was left open, it is asked about within this time. */
export const FIRST_INQUIRY_MS = 60_000
const HOUR = 3_600_000
/** What nobody knows is asked about at least this often; what PayPal has and takes its time with, less often. */
const AT_LEAST_MS = { unknown: HOUR, pending: 6 * HOUR } as const

/**
 * When PayPal is asked about an open payment again: each time about as much later as has gone by since it was begun, so
 * that the intervals double. Null where nothing is open. `asked` is when it was asked last, where no step says so.
 */
export function nextInquiryAt(payment: StoredPayment, asked = 0): number | null {
  if (!payment.open) return null
  const last = payment.steps.at(-1)
  const before = Math.max(asked, last ? last.at + (last.tookMs ?? 0) : payment.at)
  const most = AT_LEAST_MS[payment.pendingReason === null ? 'unknown' : 'pending']
  return before + Math.min(most, Math.max(FIRST_INQUIRY_MS, before - payment.at))
}
