import { z } from 'zod'

/**
 * Why PayPal has a payment and has not completed it. PayPal's own words for it (PENDINGREASON, `status_details.reason`,
 * a RESULT code, TRANSSTATE) are mapped to these; the languages say what each means and what is to be done.
 */
export const pendingMeaningSchema = z.enum([
  /** The account's fraud filters want a person to look at it (RESULT 126). */
  'filters',
  /** The fraud filters could not look at it (RESULT 127). */
  'not-filtered',
  /** It is on hold until the merchant acts (TRANSSTATE 206). */
  'on-hold',
  /** PayPal itself reviews it. */
  'paypal-review',
  /** It is paid from a bank account, which takes days. */
  'bank-transfer',
  /** The merchant has to accept it by hand, in the currency or at all. */
  'accept-by-hand',
  /** The merchant's own PayPal account is not confirmed, verified or of the right type. */
  'merchant-account',
  /** PayPal has it, and has not carried it out yet. */
  'in-progress',
  'other',
])
export type PendingMeaning = z.output<typeof pendingMeaningSchema>

/** In small letters, without hyphens and underscores: each protocol writes the same reasons in its own way. */
export const PENDING_REASONS: Readonly<Record<string, PendingMeaning>> = {
  '126': 'filters',
  '127': 'not-filtered',
  '206': 'on-hold',
  '106': 'in-progress',
  paymentreview: 'paypal-review',
  pendingreview: 'paypal-review',
  declinedbyriskfraudfilters: 'paypal-review',
  regulatoryreview: 'paypal-review',
  buyercomplaint: 'paypal-review',
  chargeback: 'paypal-review',
  echeck: 'bank-transfer',
  delayeddisbursement: 'bank-transfer',
  transactionapprovedawaitingfunding: 'bank-transfer',
  address: 'accept-by-hand',
  intl: 'accept-by-hand',
  multicurrency: 'accept-by-hand',
  receivingpreferencemandatesmanualaction: 'accept-by-hand',
  internationalwithdrawal: 'accept-by-hand',
  unilateral: 'merchant-account',
  upgrade: 'merchant-account',
  verify: 'merchant-account',
  verificationrequired: 'merchant-account',
  inprogress: 'in-progress',
  processing: 'in-progress',
  completedfundsheld: 'in-progress',
}

export const pendingMeaning = (said: string): PendingMeaning =>
  PENDING_REASONS[said.toLowerCase().replaceAll(/[-_ ]/g, '')] ?? 'other'

/** Somebody has to decide, the merchant or PayPal; the others only take time, or something else of the merchant. */
const REVIEWED: readonly PendingMeaning[] = ['filters', 'not-filtered', 'on-hold', 'paypal-review']

/** The state of a payment that PayPal has not completed, by PayPal's own word for the reason. */
export const stateWhilePending = (said: string): 'under-review' | 'pending' =>
  REVIEWED.includes(pendingMeaning(said)) ? 'under-review' : 'pending'

/** PayPal's word as it is kept: what it sends is no more than a word. */
export const pendingWord = (text: string): string =>
  /^[\w -]{1,64}$/.test(text.trim()) ? text.trim() : 'other'
