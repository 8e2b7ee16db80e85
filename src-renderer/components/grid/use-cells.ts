import { computed, ref, shallowRef } from 'vue'
import type { Ranges } from '#shared/domain/selection.ts'
import {
  atCell,
  HEAD,
  isOneCell,
  rangeAfter,
  rectangleOf,
  type Cell,
  type CellRange,
  type Rectangle,
} from './cell-range.ts'
import { actionOf, type GridAction, isBegun, type Motion } from './keyboard.ts'
import { NO_ROWS, tick, tickAll, tickRange, type RowSelection } from './row-selection.ts'

/** What a key asks for that has to do with more than the cells and ticks themselves. */
export type OtherAction = Exclude<
  GridAction,
  { kind: 'move' | 'tick' | 'tick-all' | 'whole-column' | 'open' | 'leave' }
>

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
  /** Escape first discards a refused text in the active cell; true when there was one. */
  discardRefused(cell: Cell): boolean
  act(action: OtherAction): void
}

/** The active cell, the range of cells and the ticks: what pointer and keys do to them. */
export function useCells(options: CellsOptions) {
  const range = shallowRef<CellRange | null>(null)
  const tickAnchor = ref<number | null>(null)

  const active = computed<Cell>(() => {
    const columns = options.columns()
    const first = { row: options.count() > 0 ? 0 : HEAD, column: columns[0] ?? '' }
    const cell = range.value?.focus ?? first
    // Its column may have been hidden since.
    return columns.includes(cell.column) ? cell : { ...cell, column: first.column }
  })
  const rectangle = computed(() => (range.value ? rectangleOf(range.value, options.columns()) : undefined))

  function setTicks({ ranges, anchor }: RowSelection): void {
    tickAnchor.value = anchor
    options.setTicked(ranges)
  }
  const ticks = (): RowSelection => ({ ranges: options.ticked(), anchor: tickAnchor.value })

  function place(cell: Cell, extend: boolean): void {
    range.value = extend && range.value ? { anchor: range.value.anchor, focus: cell } : atCell(cell)
  }
  /** Draws the range of a rectangle; its upper left corner is active. */
  function select({ top, bottom, left, right }: Rectangle): void {
    const columns = options.columns()
    const corner = (row: number, at: number): Cell => ({ row, column: columns[at] ?? '' })
    range.value = { anchor: corner(bottom, right), focus: corner(top, left) }
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
    if (options.discardRefused(active.value)) return
    const at = range.value
    if (at && rectangle.value && !isOneCell(rectangle.value)) range.value = atCell(at.focus)
    else setTicks(NO_ROWS)
  }
  function wholeColumn(): void {
    const at = options.columns().indexOf(active.value.column)
    if (options.count() === 0 || at < 0) return
    select({ top: 0, bottom: options.count() - 1, left: at, right: at })
  }
  function move(motion: Motion, extend = false): void {
    const bounds = { rows: options.count(), columns: options.columns(), page: options.page() }
    range.value = rangeAfter(range.value ?? atCell(active.value), motion, extend, bounds)
    options.show(range.value.focus)
  }

  function act(action: GridAction): void {
    switch (action.kind) {
      case 'move':
        return move(action.motion, action.extend)
      case 'tick':
        return tickAtKey(action.shift)
      case 'tick-all':
        return setTicks(tickAll(options.count()))
      case 'whole-column':
        return wholeColumn()
      case 'open':
        if (active.value.row === HEAD) return options.sort(active.value.column, action.shift)
        return options.open(active.value.row)
      case 'leave':
        return leave()
      default:
        return options.act(action)
    }
  }

  function onKey(event: KeyboardEvent): void {
    const action = actionOf(event)
    if (!action || event.isComposing) return
    if (!isBegun(event)) event.preventDefault()
    act(action)
  }

  return {
    range,
    active,
    rectangle,
    place,
    select,
    move,
    tickRow,
    toggleAll,
    onKey,
    clear: () => (range.value = null),
  }
}
