import type { PurchaseInput, Quote } from '#shared/contract/payments.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { checkCode } from '#shared/domain/payments/promo-check.ts'
import { typedCode } from '#shared/domain/promo-code.ts'
import { APPLIES_TO } from '#shared/domain/services.ts'
import type { CodeForSale, PaymentsReader } from '#backend/storage/payments.ts'

export interface CheckedPurchase {
  readonly quote: Quote
  /** The code, where it holds. */
  readonly code: CodeForSale | null
}

/**
 * The price, with the promo code where it holds (SPEC 7.2). Uses that are held for other payments count as used. To be
 * asked inside the transaction that holds the use.
 * @throws Refusal 'input.invalid' where the service does not sell such an item
 */
export async function checkPurchase(
  codes: Pick<PaymentsReader, 'findCodeForSale'>,
  { service, item, full, code: typed = '' }: Omit<PurchaseInput, 'description'>,
  { currency, today }: { currency: PaymentCurrency; today: IsoDate },
): Promise<CheckedPurchase> {
  if (!APPLIES_TO[service].includes(item))
    throw new Refusal('input.invalid', { issues: [{ path: 'item', message: 'not sold by the service' }] })
  const whole = { full, off: 0, pay: full, currency }
  const text = typedCode(typed)
  if (text === '') return { quote: { price: whole, code: null }, code: null }
  const code = await codes.findCodeForSale(text)
  if (!code)
    return { quote: { price: whole, code: { holds: false, refusal: 'unknown', code: text } }, code: null }
  const checked = checkCode(code, { service, item, full, currency, today })
  if ('refusal' in checked) {
    const { refusal } = checked
    return { quote: { price: whole, code: { holds: false, refusal, code: code.code } }, code: null }
  }
  return {
    quote: { price: { ...checked.price, currency }, code: { holds: true, code: code.code } },
    code,
  }
}
