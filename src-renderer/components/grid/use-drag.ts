import { onScopeDispose, type Ref } from 'vue'
import type { Cell } from './cell-range.ts'
import { HEAD_HEIGHT } from './use-scroller.ts'

export interface DragOptions {
  place(cell: Cell, extend: boolean): void
  /** True when the grid could roll sideways. */
  scrollBy(right: number, down: number): boolean
  /** What the frozen columns take at either side. */
  frozen(): { readonly start: number; readonly end: number }
}

/** The cell that a point of the window lies in. */
export function cellAt(x: number, y: number): Cell | null {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-cell]')
  const { row, column } = found?.dataset ?? {}
  return row === undefined || column === undefined ? null : { row: Number(row), column }
}

const beyond = (at: number, from: number, to: number): number => Math.min(0, at - from) + Math.max(0, at - to)

/** Draws a range of cells with the pointer; beyond the edges the grid rolls, the faster the farther. */
export function useDrag(scroller: Ref<HTMLElement | undefined>, { place, scrollBy, frozen }: DragOptions) {
  let point: { x: number; y: number } | null = null
  let frame = 0

  function follow(): void {
    const box = scroller.value?.getBoundingClientRect()
    if (!point || !box) return
    const upper = box.top + HEAD_HEIGHT
    const down = beyond(point.y, upper, box.bottom)
    const right = beyond(point.x, box.left, box.right)
    let rolled = false
    if (down !== 0 || right !== 0) {
      rolled = scrollBy(Math.round(right / 3), Math.round(down / 3)) && right !== 0
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(follow)
    }
    // While there are columns to come, the range ends with those that come and leaves the frozen ones.
    const { start, end } = rolled ? frozen() : { start: 0, end: 0 }
    const x = Math.min(Math.max(point.x, box.left + start + 1), box.right - end - 2)
    const y = Math.min(Math.max(point.y, upper + 1), box.top + (scroller.value?.clientHeight ?? 0) - 2)
    const cell = cellAt(x, y)
    if (cell) place(cell, true)
  }
  function onMove(event: PointerEvent): void {
    point = { x: event.clientX, y: event.clientY }
    follow()
  }
  function stop(): void {
    point = null
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', stop)
    window.removeEventListener('pointercancel', stop)
  }
  function start(): void {
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', stop)
    window.addEventListener('pointercancel', stop)
  }
  onScopeDispose(stop)
  return { start }
}
