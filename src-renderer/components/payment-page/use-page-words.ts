import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { PaymentPageWords } from './words.ts'

/** What the payment page says in the language on screen; `amount` is what the buyer pays, as it is written. PayPal's button has the name of the product. */
export function usePageWords(
  amount: () => string,
  provider: () => ProviderId | null,
): ComputedRef<PaymentPageWords> {
  const { t } = useI18n()
  return computed(() => ({
    secure: t('commerce.page.secure'),
    promo: t('commerce.page.promo'),
    toPay: t('commerce.page.toPay'),
    chooseCard: t('commerce.page.chooseCard'),
    cardNumber: t('commerce.page.cardNumber'),
    expires: t('commerce.page.expires'),
    cvv: t('commerce.page.cvv'),
    pay: t('commerce.page.pay', { amount: amount() }),
    payAtPayPal: t('commerce.page.payAtPayPal', { amount: amount() }),
    payNothing: t('commerce.page.payNothing'),
    nothingToPay: t('commerce.page.nothingToPay'),
    or: t('commerce.page.or'),
    express: t(`commerce.page.${provider() === 'paypal-checkout-rest' ? 'checkout' : 'express'}`),
    questions: t('commerce.page.questions'),
    noName: t('commerce.preview.noName'),
    currencyMissing: t('commerce.preview.currencyMissing'),
  }))
}
