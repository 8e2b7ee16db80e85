import { describe, expect, it } from 'vitest'
import { nextInquiryAt } from '#backend/areas/payments/ask-again.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const BEGUN = 1_700_000_000_000

const paymentAsked = (at: number, more: Partial<StoredPayment> = {}) =>
  ({ at: BEGUN, open: true, pendingReason: null, steps: [{ at, tookMs: 0 }], ...more }) as StoredPayment

/** How long after its beginning a payment is asked about, for so many times. */
function inquiries(times: number, more: Partial<StoredPayment> = {}): number[] {
  const asked: number[] = []
  let at = BEGUN
  for (let i = 0; i < times; i += 1) {
    at = nextInquiryAt(paymentAsked(at, more)) ?? NaN
    asked.push((at - BEGUN) / MINUTE)
  }
  return asked
}

describe('what is open is asked about at increasing intervals', () => {
  it('that double, up to an hour where nobody knows what happened', () => {
    expect(inquiries(9)).toEqual([1, 2, 4, 8, 16, 32, 64, 124, 184])
  })

  it('and up to six hours where PayPal has it and takes its time', () => {
    const asked = inquiries(13, { pendingReason: 'echeck' })
    expect(asked.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 64])
    expect(asked.slice(-3)).toEqual([872, 1232, 1592])
  })

  it('counted from when it was asked last, also where no step says so', () => {
    const asked = BEGUN + 3 * HOUR
    expect(nextInquiryAt(paymentAsked(BEGUN), asked)).toBe(asked + HOUR)
  })

  it('and not at all once it is over', () => {
    expect(nextInquiryAt(paymentAsked(BEGUN, { open: false }))).toBeNull()
  })
})
