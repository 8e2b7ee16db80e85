import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Breakdown, Timeline } from '#shared/contract/report.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { useLanguage } from '../../language.ts'
import {
  bestBatchesFigure,
  currenciesIn,
  expirationFigure,
  moneyFigure,
  rateFigure,
  redemptionFigure,
  type Words,
} from './figures.ts'

interface Counted {
  readonly timeline: Timeline
  readonly breakdown: Breakdown
}

/** The pictures of what was counted, in the language on screen; one currency at a time. */
export function useFigures(counted: Ref<Counted>, today: Ref<IsoDate>) {
  const { t } = useI18n()
  const { language } = useLanguage()
  const words = computed<Words>(() => ({
    language: language.value,
    today: today.value,
    t: (key, values = {}, n) => (n === undefined ? t(key, values) : t(key, values, n)),
  }))
  const currencies = computed(() => currenciesIn(counted.value.timeline))
  const chosen = ref<PaymentCurrency | null>(null)
  const currency = computed<PaymentCurrency | null>({
    get: () =>
      chosen.value && currencies.value.includes(chosen.value) ? chosen.value : (currencies.value[0] ?? null),
    set: (now) => (chosen.value = now),
  })
  return {
    currencies,
    currency,
    redemptions: computed(() => redemptionFigure(counted.value.timeline, words.value)),
    money: computed(() =>
      currency.value ? moneyFigure(counted.value.timeline, currency.value, words.value) : null,
    ),
    expirations: computed(() => expirationFigure(counted.value.timeline, words.value)),
    best: computed(() => bestBatchesFigure(counted.value.breakdown, words.value)),
    rate: computed(() => rateFigure(counted.value.breakdown, words.value)),
  }
}
