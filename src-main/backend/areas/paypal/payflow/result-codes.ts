import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

/**
 * What a RESULT means for the money: `refused`, none moved; `held`, reserved and waiting for a person, not to be taken before;
 * `open`, it may have moved: PayPal or the bank gave up waiting, or it was done before.
 */
export interface ResultMeaning {
  readonly code: AnswerCode
  readonly money: 'refused' | 'held' | 'open'
}

const refused = (code: AnswerCode): ResultMeaning => ({ code, money: 'refused' })
const open = (code: AnswerCode): ResultMeaning => ({ code, money: 'open' })

/** Payflow's RESULT codes other than 0 (Payflow gateway developer guide). */
export const RESULTS: Readonly<Record<number, ResultMeaning>> = {
  1: refused('authentication-failed'),
  2: refused('type-not-supported'),
  3: refused('type-not-supported'),
  4: refused('invalid-amount'),
  5: refused('account-unknown'),
  6: refused('currency-not-supported'),
  7: refused('invalid-request'),
  8: refused('type-not-supported'),
  9: refused('invalid-request'),
  10: refused('invalid-request'),
  11: open('processor-timed-out'),
  12: refused('declined'),
  13: refused('referral'),
  14: refused('invalid-request'),
  19: refused('original-not-found'),
  20: refused('original-not-found'),
  22: refused('invalid-request'),
  23: refused('invalid-card-number'),
  24: refused('invalid-card-expiry'),
  25: refused('card-type-not-enabled'),
  26: refused('account-unknown'),
  27: refused('permission-denied'),
  28: refused('permission-denied'),
  29: refused('invalid-request'),
  // Assumed: what it is a duplicate of may be ours, so an inquiry has to say.
  30: open('duplicate'),
  50: refused('insufficient-funds'),
  51: refused('over-limit'),
  99: open('internal-error'),
  100: refused('type-not-supported'),
  101: refused('invalid-request'),
  102: refused('processor-unavailable'),
  103: open('processor-timed-out'),
  104: open('processor-timed-out'),
  105: refused('cannot-refund'),
  106: refused('processor-unavailable'),
  107: open('processor-timed-out'),
  108: refused('cannot-void'),
  109: open('processor-timed-out'),
  111: refused('cannot-capture'),
  112: refused('avs-failed'),
  114: refused('cvv-mismatch'),
  117: refused('fraud-declined'),
  120: refused('original-failed'),
  121: refused('feature-not-enabled'),
  125: refused('fraud-declined'),
  126: { code: 'held-for-review', money: 'held' },
  127: { code: 'held-for-review', money: 'held' },
  128: refused('fraud-declined'),
  // The request ID was known, so the call has been here before.
  133: open('duplicate'),
  150: open('processor-timed-out'),
  151: refused('processor-unavailable'),
  160: refused('token-used'),
  161: refused('token-used'),
  162: refused('token-expired'),
  1000: open('internal-error'),
}

/** PayPal's own libraries put these in place of an answer; below zero no transaction was attempted, but for a time-out. */
export const OF_THE_LINE: Readonly<Record<number, ResultMeaning>> = {
  [-1]: refused('processor-unavailable'),
  [-6]: refused('invalid-request'),
  [-7]: refused('invalid-request'),
  [-12]: open('processor-timed-out'),
  [-41]: refused('invalid-request'),
  [-100]: refused('invalid-request'),
  [-105]: refused('invalid-request'),
}

/** 1001 to 1023: the buyer's bank asked for more than a card number, and did not get it. */
export const BUYER_AUTHENTICATION = { from: 1001, to: 1023 } as const

/** Wordings that say more than their code: a card that needs a start date, a live host that was given a test account. */
export const MEANING_BY_MESSAGE: readonly { result: number; says: RegExp; meaning: ResultMeaning }[] = [
  { result: 7, says: /CARDSTART|CARDISSUE/i, meaning: refused('card-detail-missing') },
  { result: 7, says: /secure token expired/i, meaning: refused('token-expired') },
  { result: 7, says: /invalid token/i, meaning: refused('token-invalid') },
  { result: 1, says: /test account/i, meaning: refused('test-account-on-live-host') },
]

/** PayPal's processor puts its own error code first in RESPMSG, `10417-The transaction cannot complete…` (?). */
const PAYPAL_CODE = /(?:^|: ?|\b)(1[01]\d{3})-/

/** What a RESULT other than 0 means. One that no guide has leaves open whether money moved. */
export function meaningOf(result: number, message: string): ResultMeaning {
  const byMessage = MEANING_BY_MESSAGE.find((entry) => entry.result === result && entry.says.test(message))
  if (byMessage) return byMessage.meaning
  if (result >= BUYER_AUTHENTICATION.from && result <= BUYER_AUTHENTICATION.to) {
    return refused('buyer-authentication-failed')
  }
  return RESULTS[result] ?? OF_THE_LINE[result] ?? open('unrecognised')
}

/** The error code of PayPal's own processor in a message, or null. */
export const paypalCodeIn = (message: string): string | null => PAYPAL_CODE.exec(message)?.[1] ?? null
