import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Filter } from '#shared/contract/report.ts'
import { useLanguage } from '../../language.ts'
import { useApi } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useLists } from '../../stores/lists.ts'
import { type ChipWords, chipText, type Parameter, setParameters, USAGES } from './parameters.ts'

/** What the chips say; a batch by its name, once that has been read. */
export function useChips(filter: () => Filter) {
  const { t } = useI18n()
  const { language, count } = useLanguage()
  const api = useApi()
  const failures = useFailures()
  const lists = useLists()
  const names = ref(new Map<number, string>())

  async function readNames(): Promise<void> {
    try {
      const batches = await api.report.batches({ limit: 500 })
      names.value = new Map(batches.map(({ id, name }) => [id, name]))
    } catch (error) {
      failures.report(error)
    }
  }
  watch(
    () => filter().batch,
    (batch) => {
      if (batch !== undefined && !names.value.has(batch)) void readNames()
    },
    { immediate: true },
  )

  const words = (): ChipWords => ({
    usages: Object.fromEntries(
      USAGES.map((usage) => [usage, t(`report.usages.${usage}`)]),
    ) as ChipWords['usages'],
    relative: (when, days) => t(`report.chip.${when}`, { n: count(days) }, days),
    from: (day) => t('report.chip.from', { day }),
    to: (day) => t('report.chip.to', { day }),
    percent: t('report.chip.percent'),
    amount: t('report.chip.amount'),
    batch: (batch) => names.value.get(batch) || t('report.chip.batch', { n: count(batch) }),
  })
  const textOf = (parameter: Parameter) => chipText(filter(), parameter, language.value, words())
  /** "500 verdier, 3 ikke funnet". */
  const listText = computed(() => {
    const kept = lists.named(filter().list)?.kept
    if (!kept) return ''
    const values = t('panels.find.chipText', { n: count(kept.values) }, kept.values)
    return kept.notFoundCount === 0
      ? values
      : t('panels.find.chipMissing', { values, n: count(kept.notFoundCount) })
  })
  /** All that the report is narrowed to, in words. */
  const narrowing = computed(() => {
    const now = filter()
    return [
      ...(now.list === undefined ? [] : [{ name: t('panels.find.chip'), value: listText.value }]),
      ...(now.text ? [{ name: t('report.noMatch.search'), value: now.text }] : []),
      ...setParameters(now).map((one) => ({ name: t(`report.parameters.${one}`), value: textOf(one) })),
    ]
  })
  return { textOf, listText, narrowing }
}
