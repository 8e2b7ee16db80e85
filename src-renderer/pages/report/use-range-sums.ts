import type { Ref } from 'vue'
import type { Column, Sums } from '#shared/contract/report.ts'
import type { DrawnRange } from '../../components/grid/grid-props.ts'
import { useLatest } from '../../composables/use-latest.ts'
import { useApi } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'

/** Columns that have a sum. */
export const SUMMED = ['used', 'discount'] as const satisfies readonly Column[]

/** The sums of the range that is drawn, where it has such columns; null until they are counted. */
export function useRangeSums(range: Readonly<Ref<DrawnRange | null>>, resultSet: () => string | undefined) {
  const api = useApi()
  const { answer, again } = useLatest<Sums>(() => {
    const [drawn, open] = [range.value, resultSet()]
    if (!drawn || open === undefined || !SUMMED.some((column) => drawn.keys.includes(column))) return null
    const ranges: [number, number][] = [[drawn.from, drawn.from + drawn.rows]]
    return () => api.report.sums({ resultSet: open, ranges })
  })
  useBackendEvent('payments.onChanged', again)
  useBackendEvent('redemptions.onChanged', again)
  return answer
}
