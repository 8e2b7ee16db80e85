import type { PaymentWords } from '../../../wording/payment-words.ts'

export const paymentWords: PaymentWords = {
  refusals: {
    unknown: 'den finnes ikke',
    deleted: 'den er slettet',
    'not-yet-valid': 'den er ikke gyldig ennå',
    expired: 'den er utløpt',
    'used-up': 'den er brukt opp',
    held: 'den er reservert av en betaling som ikke er avsluttet',
    'other-service': 'den hører til en annen tjeneste',
    'not-for-item': 'den gjelder andre varer',
    'other-currency': 'rabatten er i en annen valuta',
  },
  ways: {
    card: 'med kort på siden',
    express: 'med PayPal-pålogging',
    hosted: 'på PayPals kortside',
    free: 'uten betaling',
  },
}
