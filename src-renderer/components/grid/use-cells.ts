import { computed, ref, shallowRef } from 'vue'
import type { Ranges } from '#shared/domain/selection.ts'
import { atCell, HEAD, rangeAfter, rectangleOf, type Cell, type CellRange } from './cell-range.ts'
import { actionOf, type GridAction } from './keyboard.ts'
import { NO_ROWS, tick, tickAll, tickRange, type RowSelection } from './row-selection.ts'

export interface CellsOptions {
  count(): number
  columns(): readonly string[]
  page(): number
  ticked(): Ranges
  setTicked(ranges: Ranges): void
  /** Brings a cell into view. */
  show(cell: Cell): void
  open(position: number): void
  sort(column: string, adding: boolean): void
  widen(column: string, by: number): void
  copy(): void
}

/** The active cell, the range of cells and the ticks: what pointer and keys do to them. */
export function useCells(options: CellsOptions) {
  const range = shallowRef<CellRange | null>(null)
  const tickAnchor = ref<number | null>(null)

  const active = computed<Cell>(
    () => range.value?.focus ?? { row: options.count() > 0 ? 0 : HEAD, column: options.columns()[0] ?? '' },
  )
  const rectangle = computed(() => (range.value ? rectangleOf(range.value, options.columns()) : undefined))

  function setTicks({ ranges, anchor }: RowSelection): void {
    tickAnchor.value = anchor
    options.setTicked(ranges)
  }
  const ticks = (): RowSelection => ({ ranges: options.ticked(), anchor: tickAnchor.value })

  function place(cell: Cell, extend: boolean): void {
    range.value = extend && range.value ? { anchor: range.value.anchor, focus: cell } : atCell(cell)
  }
  const tickRow = (position: number, shift: boolean) => setTicks(tick(ticks(), position, shift))
  const toggleAll = () => setTicks(options.ticked().length > 0 ? NO_ROWS : tickAll(options.count()))

  function tickAtKey(shift: boolean): void {
    if (active.value.row === HEAD) return options.sort(active.value.column, shift)
    const rows = rectangle.value
    if (rows && rows.bottom > rows.top) setTicks(tickRange(ticks(), rows.top, rows.bottom + 1))
    else tickRow(active.value.row, shift)
  }
  function leave(): void {
    const at = range.value
    if (at && at.anchor !== at.focus) range.value = atCell(at.focus)
    else setTicks(NO_ROWS)
  }

  function act(action: GridAction): void {
    switch (action.kind) {
      case 'move': {
        const bounds = { rows: options.count(), columns: options.columns(), page: options.page() }
        range.value = rangeAfter(range.value ?? atCell(active.value), action.motion, action.extend, bounds)
        return options.show(range.value.focus)
      }
      case 'tick':
        return tickAtKey(action.shift)
      case 'tick-all':
        return setTicks(tickAll(options.count()))
      case 'copy':
        return options.copy()
      case 'open':
        if (active.value.row === HEAD) return options.sort(active.value.column, action.shift)
        return options.open(active.value.row)
      case 'leave':
        return leave()
      case 'widen':
        return options.widen(active.value.column, action.by)
    }
  }

  function onKey(event: KeyboardEvent): void {
    const action = actionOf(event)
    if (!action) return
    event.preventDefault()
    act(action)
  }

  return { range, active, rectangle, place, tickRow, toggleAll, onKey, clear: () => (range.value = null) }
}
