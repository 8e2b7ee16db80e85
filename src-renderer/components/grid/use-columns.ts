import { computed, type Ref } from 'vue'
import {
  type Arrangement,
  arrangementOf,
  shownColumns,
  widthsOf,
  withFrozen,
  withHidden,
  withPlace,
  withStep,
  withWidth,
} from './arrangement.ts'
import { type GridColumn, layOut } from './columns.ts'

/** The columns with their positions, as a person has arranged them. */
export function useColumns<Row>(
  columns: () => readonly GridColumn<Row>[],
  view: () => number,
  kept: Ref<Arrangement | undefined>,
) {
  const arrangement = computed(() => arrangementOf(columns(), kept.value))
  const layout = computed(() =>
    layOut(shownColumns(columns(), arrangement.value, view()), widthsOf(arrangement.value), view()),
  )
  const ordered = computed(() => layout.value.placed.map(({ column }) => column))

  function set(next: Arrangement): void {
    if (next !== arrangement.value) kept.value = next
  }
  const widthOf = (key: string) => layout.value.placed.find(({ column }) => column.key === key)?.width
  const setWidth = (key: string, width: number) => set(withWidth(arrangement.value, key, width))

  return {
    arrangement,
    layout,
    ordered,
    keys: computed(() => ordered.value.map(({ key }) => key)),
    isFrozen: (key: string) => arrangement.value.some((state) => state.column === key && state.frozen),
    setWidth,
    widenBy: (key: string, by: number) => setWidth(key, (widthOf(key) ?? 0) + by),
    hide: (key: string) => set(withHidden(columns(), arrangement.value, key, true)),
    freeze: (key: string, frozen: boolean) => set(withFrozen(columns(), arrangement.value, key, frozen)),
    step: (key: string, by: -1 | 1) => set(withStep(columns(), arrangement.value, key, by)),
    putBeside: (key: string, beside: string, side: 'before' | 'after') =>
      set(withPlace(columns(), arrangement.value, key, beside, side)),
    reset: () => set(arrangementOf(columns())),
  }
}
