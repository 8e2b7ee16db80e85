import { computed } from 'vue'
import { COUNTED_PARAMETERS, type CountedParameter, type Filter } from '#shared/contract/report.ts'
import { useApi } from '../../api-client.ts'
import { useLatest } from '../../composables/use-latest.ts'
import { useLists } from '../../stores/lists.ts'
import type { Parameter } from './parameters.ts'

const isCounted = (parameter: Parameter): parameter is CountedParameter =>
  COUNTED_PARAMETERS.some((one) => one === parameter)

/** How many codes the report would have with each value of a parameter; null until that is counted, or cannot be. */
export function useValueCounts(filter: () => Filter, parameter: () => Parameter) {
  const api = useApi()
  const lists = useLists()
  const { answer: counted } = useLatest(() => {
    const [now, of] = [filter(), parameter()]
    if (!isCounted(of)) return null
    const asked = now.list === undefined ? now : { ...now, list: lists.tokenOf(now.list) }
    return () => api.report.values({ filter: asked, parameter: of })
  }, 0)
  const byValue = computed(
    () => counted.value && new Map(counted.value.map(({ value, codes }) => [JSON.stringify(value), codes])),
  )
  return {
    counted,
    codesWith: (value: Filter): number | null => byValue.value?.get(JSON.stringify(value)) ?? null,
    /** Of a parameter of whose values each code has one. */
    codesInAll: computed(() => counted.value?.reduce((sum, { codes }) => sum + codes, 0) ?? null),
  }
}
