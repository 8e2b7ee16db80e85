import type { PayWith } from '../contract/payments.ts'
import type { CodeRefusal } from '../domain/payments/promo-check.ts'
import type { Language } from '../preferences.ts'

const REFUSALS: Record<Language, Record<CodeRefusal, string>> = {
  nb: {
    unknown: 'den finnes ikke',
    deleted: 'den er slettet',
    expired: 'den er utløpt',
    'used-up': 'den er brukt opp',
    'other-service': 'den hører til en annen tjeneste',
    'not-for-item': 'den gjelder andre varer',
    'other-currency': 'rabatten er i en annen valuta',
  },
  en: {
    unknown: 'there is no such code',
    deleted: 'it is deleted',
    expired: 'it has expired',
    'used-up': 'it is used up',
    'other-service': 'it belongs to another service',
    'not-for-item': 'it applies to other items',
    'other-currency': 'its discount is in another currency',
  },
}

const WAYS: Record<Language, Record<PayWith, string>> = {
  nb: { card: 'med kort på siden', express: 'gjennom PayPal-innlogging', hosted: 'på PayPals kortside' },
  en: { card: 'by card on the page', express: 'through the PayPal login', hosted: 'on PayPal’s card page' },
}

/** Why a promo code does not hold, to be put after a colon. */
export const codeRefusalWords = (refusal: CodeRefusal, language: Language): string =>
  REFUSALS[language][refusal]
/** How a buyer pays, to be put after "payment". */
export const payWithWords = (way: PayWith, language: Language): string => WAYS[language][way]
