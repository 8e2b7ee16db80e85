import type { PaymentWords } from '../../../wording/payment-words.ts'

export const paymentWords: PaymentWords = {
  refusals: {
    unknown: 'there is no such code',
    deleted: 'it is deleted',
    'not-yet-valid': 'it is not valid yet',
    expired: 'it has expired',
    'used-up': 'it is used up',
    held: 'it is held by a payment that has not ended',
    'other-service': 'it belongs to another service',
    'not-for-item': 'it applies to other items',
    'other-currency': 'its discount is in another currency',
  },
  ways: {
    card: 'by card on the page',
    express: 'with the PayPal login',
    hosted: 'on PayPal’s card page',
    free: 'without payment',
  },
}
