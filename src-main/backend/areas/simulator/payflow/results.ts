/** The RESULT of what is pending: the fraud filters' own, or approved and not yet paid, with a PENDINGREASON. */
export const resultWhile = (review: string | null): number =>
  /^\d+$/.test(review ?? '') ? Number(review) : 0
/** PENDINGREASON: none where the filters hold it. */
export const pendingReasonOf = (review: string | null): string | null =>
  review === null || resultWhile(review) !== 0 ? null : review

/** PayPal's words for the RESULT codes (Payflow developer guide). */
const MESSAGES: Readonly<Record<number, string>> = {
  0: 'Approved',
  1: 'User authentication failed',
  2: 'Invalid tender type. Your merchant bank account does not support the following credit card type that was submitted.',
  3: 'Invalid transaction type',
  4: 'Invalid amount format',
  5: 'Invalid merchant information',
  6: 'Invalid or unsupported currency code',
  7: 'Field format error',
  8: 'Not a transaction server',
  9: 'Too many parameters or invalid stream',
  12: 'Declined',
  13: 'Referral',
  19: 'Original transaction ID not found',
  20: 'Cannot find the customer reference number',
  23: 'Invalid account number',
  24: 'Invalid expiration date',
  26: 'Invalid vendor account',
  29: 'Invalid XML document',
  30: 'Duplicate transaction',
  50: 'Insufficient funds available',
  99: 'General error',
  100: 'Transaction type not supported by host',
  101: 'Timeout value too small',
  104: 'Timeout waiting for processor response',
  105: 'Credit error',
  108: 'Void error',
  111: 'Capture error',
  114: 'Card Security Code (CSC) Mismatch',
  120: 'Attempt to reference a failed transaction',
  121: 'Not enabled for feature',
  126: 'Under review by Fraud Service',
  127: 'Not processed by Fraud Service',
  128: 'Declined by merchant',
  1000: 'Generic host error',
}

export const messageOf = (result: number): string => MESSAGES[result] ?? 'Error'

/** What processors answer for amounts of 1001 to 2000: the amount less 1000. */
const BY_AMOUNT: ReadonlySet<number> = new Set([4, 5, 8, 12, 13, 23, 24, 30, 100, 104, 111, 114, 1000])

/** Amounts that the simulator's fraud filters hold: PayPal's test hosts have filters that each account sets up itself. */
const HELD_BY_AMOUNT: Readonly<Record<number, string>> = { 1126: '126', 1127: '127' }

/** The RESULT with which the fraud filters hold an amount, in whole units; null where they do not. */
export const heldByAmount = (whole: number): string | null => HELD_BY_AMOUNT[whole] ?? null

/** The test host's result for an amount, in whole units of the currency. */
export function resultByAmount(whole: number): number {
  if (whole <= 1000 || heldByAmount(whole) !== null) return 0
  return whole <= 2000 && BY_AMOUNT.has(whole - 1000) ? whole - 1000 : 12
}
