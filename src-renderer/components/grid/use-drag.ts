import { onScopeDispose, type Ref } from 'vue'
import type { Cell } from './cell-range.ts'
import { HEAD_HEIGHT } from './use-scroller.ts'

export interface DragOptions {
  place(cell: Cell, extend: boolean): void
  scrollBy(pixels: number): void
}

/** The cell that a point of the window lies in. */
export function cellAt(x: number, y: number): Cell | null {
  const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-cell]')
  const { row, column } = found?.dataset ?? {}
  return row === undefined || column === undefined ? null : { row: Number(row), column }
}

/** Draws a range of cells with the pointer; beyond the upper and lower edge the rows roll, the faster the farther. */
export function useDrag(scroller: Ref<HTMLElement | undefined>, { place, scrollBy }: DragOptions) {
  let point: { x: number; y: number } | null = null
  let frame = 0

  function follow(): void {
    const box = scroller.value?.getBoundingClientRect()
    if (!point || !box) return
    const upper = box.top + HEAD_HEIGHT
    const beyond = point.y < upper ? point.y - upper : point.y > box.bottom ? point.y - box.bottom : 0
    if (beyond !== 0) {
      scrollBy(Math.round(beyond / 3))
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(follow)
    }
    const x = Math.min(Math.max(point.x, box.left + 1), box.right - 2)
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
