import { describe, expect, it } from 'vitest'
import { payments as en } from '#shared/languages/en/window/payments.ts'
import { payments as nb } from '#shared/languages/nb/window/payments.ts'
import {
  pendingMeaning,
  pendingMeaningSchema,
  pendingWord,
  stateWhilePending,
} from '#shared/domain/payments/pending-reasons.ts'

/** PENDINGREASON of NVP and Payflow, `status_details.reason` of REST, RESULT and TRANSSTATE of Payflow. */
const WORDS = [
  ['126', 'filters', 'under-review'],
  ['127', 'not-filtered', 'under-review'],
  ['206', 'on-hold', 'under-review'],
  ['106', 'in-progress', 'pending'],
  ['paymentreview', 'paypal-review', 'under-review'],
  ['payment-review', 'paypal-review', 'under-review'],
  ['PENDING_REVIEW', 'paypal-review', 'under-review'],
  ['echeck', 'bank-transfer', 'pending'],
  ['ECHECK', 'bank-transfer', 'pending'],
  ['TRANSACTION_APPROVED_AWAITING_FUNDING', 'bank-transfer', 'pending'],
  ['address', 'accept-by-hand', 'pending'],
  ['multi-currency', 'accept-by-hand', 'pending'],
  ['multicurrency', 'accept-by-hand', 'pending'],
  ['RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION', 'accept-by-hand', 'pending'],
  ['unilateral', 'merchant-account', 'pending'],
  ['VERIFICATION_REQUIRED', 'merchant-account', 'pending'],
  ['In-Progress', 'in-progress', 'pending'],
  ['Completed-Funds-Held', 'in-progress', 'pending'],
  ['other', 'other', 'pending'],
  ['SOMETHING_NEW', 'other', 'pending'],
] as const

describe('why PayPal has not completed a payment', () => {
  it.each(WORDS)('“%s” means %s: %s', (said, meaning, state) => {
    expect(pendingMeaning(said)).toBe(meaning)
    expect(stateWhilePending(said)).toBe(state)
  })

  it.each(['nb', 'en'] as const)('is said in words for every meaning (%s)', (language) => {
    const texts: Readonly<Record<string, string>> = { nb, en }[language].pending
    for (const meaning of pendingMeaningSchema.options) expect(texts[meaning]).toMatch(/^.{30,}\.$/)
  })

  it.each([
    ['echeck', 'echeck'],
    [' multi-currency ', 'multi-currency'],
    ['', 'other'],
    ['<script>', 'other'],
    ['x'.repeat(65), 'other'],
  ])('is kept only where it is a word: “%s”', (text, kept) => {
    expect(pendingWord(text)).toBe(kept)
  })
})
