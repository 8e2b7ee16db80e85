import { ref, type Ref, shallowRef, watch } from 'vue'
import type { Ranges } from '#shared/domain/selection.ts'
import type { DrawnRange } from '../../components/grid/grid-props.ts'
import type { Copying } from '../../components/grid/use-copy.ts'

/** What the grid emits and the status line shows: the range drawn, and what Ctrl+C took. */
export function useGridState(ticked: Ref<Ranges>) {
  const range = shallowRef<DrawnRange | null>(null)
  const copying = shallowRef<Copying | null>(null)
  const copied = ref<number | null>(null)
  /** So many rows that a person is asked before they are copied. */
  const many = ref<number | null>(null)
  watch([range, ticked], () => (copied.value = null))
  return { range, copying, copied, many }
}
export type GridState = ReturnType<typeof useGridState>
