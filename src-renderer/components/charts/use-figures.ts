import { computed, ref, type Ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Breakdown } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { useLanguage } from '../../language.ts'
import {
  bestBatchesFigure,
  currenciesIn,
  expirationFigure,
  modesIn,
  moneyFigure,
  rateFigure,
  type Redeemed,
  type RedeemedBy,
  redemptionFigure,
  type Words,
} from './figures.ts'

export interface Counted extends Redeemed {
  readonly breakdown: Breakdown
}

/** The pictures of what was counted, in the language on screen; one mode and one currency at a time. */
export function useFigures(counted: Ref<Counted>, today: Ref<IsoDate>) {
  const { t } = useI18n()
  const { language } = useLanguage()
  const words = computed<Words>(() => ({
    language: language.value,
    today: today.value,
    t: (key, values = {}, n) => (n === undefined ? t(key, values) : t(key, values, n)),
  }))
  const modes = computed(() => modesIn(counted.value.timeline))
  const mode = useChoice(modes)
  const shownMode = computed(() => mode.value ?? 'production')
  const currencies = computed(() => currenciesIn(counted.value.timeline, shownMode.value))
  const currency = useChoice(currencies)
  const redemptionsBy = ref<RedeemedBy>('time')
  const moneyBy = ref<RedeemedBy>('time')
  return {
    modes,
    mode,
    currencies,
    currency,
    redemptionsBy,
    moneyBy,
    redemptions: computed(() =>
      redemptionFigure(counted.value, { by: redemptionsBy.value, mode: shownMode.value }, words.value),
    ),
    money: computed(() =>
      currency.value
        ? moneyFigure(
            counted.value,
            { by: moneyBy.value, mode: shownMode.value, currency: currency.value },
            words.value,
          )
        : null,
    ),
    expirations: computed(() => expirationFigure(counted.value.timeline, words.value)),
    best: computed(() => bestBatchesFigure(counted.value.breakdown, words.value)),
    rate: computed(() => rateFigure(counted.value.breakdown, words.value)),
  }
}

/** One of what there is: the first, until a person chooses another. */
function useChoice<Value extends string>(options: Ref<readonly Value[]>) {
  const chosen = shallowRef<Value | null>(null)
  return computed<Value | null>({
    get: () =>
      chosen.value !== null && options.value.includes(chosen.value)
        ? chosen.value
        : (options.value[0] ?? null),
    set: (now) => (chosen.value = now),
  })
}
