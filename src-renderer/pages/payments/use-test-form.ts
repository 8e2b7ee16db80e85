import { computed, type ComputedRef, reactive, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { itemSchema, type Item, type PurchaseInput } from '#shared/contract/payments.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { APPLIES_TO, type Service } from '#shared/domain/services.ts'
import { useLanguage } from '../../language.ts'
import { parsePrice, priceText, wholeUnits } from './price-entry.ts'
import { loadForm, saveForm } from './saved-form.ts'

/** What a price field starts with, in whole units. */
const EXAMPLE_UNITS = 120

/** What a service sells, one kind at a time. */
export const itemsOf = (service: Service): Item[] =>
  APPLIES_TO[service].filter((kind) => kind !== 'everything').map((kind) => itemSchema.parse(kind))

/** What is tried: the item, its price and the promo code, as typed and as it is asked for. */
export function useTestForm(
  service: ComputedRef<Service | null>,
  currency: ComputedRef<PaymentCurrency | null>,
) {
  const { t } = useI18n()
  const { language } = useLanguage()
  const typed = reactive(loadForm(window.sessionStorage))
  watch(typed, () => saveForm(window.sessionStorage, { ...typed }))

  const kinds = computed(() => (service.value ? itemsOf(service.value) : []))
  const kind = computed<Item>({
    get: () => (kinds.value.includes(typed.kind) ? typed.kind : (kinds.value[1] ?? 'programs')),
    set: (chosen) => (typed.kind = chosen),
  })
  /** The example of the kind, until something of one's own is typed. */
  const item = computed<string>({
    get: () => typed.item ?? t(`payments.examples.${kind.value}`),
    set: (text) => (typed.item = text === t(`payments.examples.${kind.value}`) ? null : text),
  })
  const price = computed<string>({
    get: () =>
      typed.price ??
      (currency.value
        ? priceText(wholeUnits(EXAMPLE_UNITS, currency.value), currency.value, language.value)
        : ''),
    set: (text) => (typed.price = text),
  })
  const code = computed<string>({
    get: () => typed.code,
    set: (text) => (typed.code = text),
  })

  const parsed = computed(() => (currency.value ? parsePrice(price.value, currency.value) : null))
  const purchase = computed<PurchaseInput | null>(() => {
    const description = item.value.trim()
    if (!service.value || !parsed.value || !('full' in parsed.value) || description === '') return null
    const typedCode = code.value.trim()
    return {
      service: service.value,
      item: kind.value,
      description,
      full: parsed.value.full,
      ...(typedCode !== '' && { code: typedCode }),
    }
  })

  return { kinds, kind, item, price, code, parsed, purchase }
}
