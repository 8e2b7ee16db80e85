import { type PaymentCurrency, paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'

/** PayPal's error codes of Express Checkout, with a short and a long message in PayPal's way of saying it. */
export const ERRORS: Readonly<Record<number, readonly [short: string, long: string]>> = {
  10001: ['Internal Error', 'Internal Error'],
  10002: ['Security error', 'Security header is not valid'],
  10004: ['Transaction refused because of an invalid argument.', 'The argument is not valid.'],
  10007: ['Permission denied', 'You do not have permissions to make this API call'],
  10009: ['Transaction refused', 'This transaction has already been fully refunded'],
  10014: ['Too many requests', 'The number of calls is over the limit'],
  10404: ['Transaction refused because of an invalid argument.', 'ReturnURL is missing.'],
  10405: ['Transaction refused because of an invalid argument.', 'CancelURL is missing.'],
  10406: ['Transaction refused because of an invalid argument.', 'The PayerID value is invalid.'],
  10408: ['Missing token', 'Express Checkout token is missing.'],
  10409: ['Authorization only token', 'You are not authorized to access this info.'],
  10410: ['Invalid token', 'Invalid token.'],
  10411: ['This Express Checkout session has expired.', 'Token value is no longer valid.'],
  10412: ['Duplicate invoice', 'Payment has already been made for this InvoiceID.'],
  10413: ['Totals mismatch', 'The totals of the cart item amounts do not match order amounts.'],
  10414: ['Amount over maximum', 'The amount exceeds the maximum amount for a single transaction.'],
  10415: ['Token already used', 'A successful transaction has already been completed for this token.'],
  10416: ['Too many attempts', 'You have exceeded the maximum number of payment attempts for this token.'],
  10417: ['Transaction cannot complete.', 'The customer must use another payment method.'],
  10425: ['Express Checkout disabled', 'Express Checkout has been disabled for this merchant.'],
  10481: ['Transaction refused', 'Authorization is not allowed for this merchant.'],
  10482: ['Transaction refused', 'Order is not allowed for this merchant.'],
  10485: ['Payment not authorized', 'Payment has not been authorized by the user.'],
  10486: ['This transaction couldn’t be completed.', 'Please redirect your customer to PayPal.'],
  10525: ['Invalid data', 'The amount to be charged is zero.'],
  10600: ['Authorization voided', 'Authorization is voided.'],
  10601: ['Authorization expired', 'Authorization has expired.'],
  10602: ['Authorization completed', 'Authorization has already been completed.'],
  10609: ['Invalid transactionID.', 'Transaction id is invalid.'],
  10610: ['Amount limit exceeded', 'Amount specified exceeds allowable limit.'],
  11452: [
    'Merchant not enabled for reference transactions',
    'Merchant not enabled for reference transactions',
  ],
  81002: ['Unspecified Method', 'Method Specified is not Supported'],
}

/**
 * Errors that an amount asks for, as in PayPal's sandbox: 104.86 is 10486. Only errors of the payment itself, so that no
 * other price meets one.
 */
const BY_AMOUNT: ReadonlySet<number> = new Set([10001, 10014, 10414, 10417, 10481, 10486])

/** Null for every other amount, and in currencies without decimals. */
export const errorByAmount = ({
  minor,
  currency,
}: {
  minor: number
  currency: PaymentCurrency
}): number | null => (paymentDecimals(currency) === 2 && BY_AMOUNT.has(minor) ? minor : null)
