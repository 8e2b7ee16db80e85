import { computed, type ComputedRef, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { z } from 'zod'
import { itemSchema, type Item, type PurchaseInput } from '#shared/contract/payments.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { APPLIES_TO, type Service } from '#shared/domain/services.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { useFormUndo } from '../../composables/use-form-undo.ts'
import { useLanguage } from '../../language.ts'
import { parsePrice, priceText, wholeUnits } from './price-entry.ts'

const text = z.string().max(1000)
/** What is tried, as typed; never the card. `item` and `price` are null while the example is unchanged. */
const testFormSchema = z.strictObject({
  kind: itemSchema,
  item: text.nullable(),
  price: text.nullable(),
  code: text,
})
type TestForm = z.output<typeof testFormSchema>
const EMPTY_FORM: TestForm = { kind: 'live-events', item: null, price: null, code: '' }

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
  const typed = reactive<TestForm>({ ...EMPTY_FORM })
  const draft = useDraft('test-transaction', {
    schema: testFormSchema,
    content: () => (typed.item !== null || typed.price !== null || typed.code !== '' ? { ...typed } : null),
    show: (content) => Object.assign(typed, content),
    reset: () => Object.assign(typed, EMPTY_FORM),
  })

  useFormUndo('test-transaction', {
    state: () => ({ ...typed }),
    show: (content) => Object.assign(typed, content),
    base: () => service.value,
  })

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

  return { draft, kinds, kind, item, price, code, parsed, purchase }
}
