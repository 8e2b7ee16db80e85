import { computed, shallowRef } from 'vue'
import { type GridColumn, layOut } from './columns.ts'

/** The columns where they stand, with the widths that a person gave them. */
export function useColumns<Row>(columns: () => readonly GridColumn<Row>[], view: () => number) {
  const widths = shallowRef<ReadonlyMap<string, number>>(new Map())
  const layout = computed(() => layOut(columns(), widths.value, view()))

  /** Null gives a column its own width back. */
  function setWidth(column: string, width: number | null): void {
    const next = new Map(widths.value)
    if (width === null) next.delete(column)
    else next.set(column, width)
    widths.value = next
  }
  function widenBy(key: string, by: number): void {
    const now = layout.value.placed.find(({ column }) => column.key === key)
    if (now) setWidth(key, now.width + by)
  }

  return {
    layout,
    ordered: computed(() => layout.value.placed.map(({ column }) => column)),
    keys: computed(() => layout.value.placed.map(({ column }) => column.key)),
    setWidth,
    widenBy,
  }
}
