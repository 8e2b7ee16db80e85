import type { Ref } from 'vue'
import type { Cell } from './cell-range.ts'
import { cellAt, type DragOptions, useDrag } from './use-drag.ts'

export interface PointerOptions extends DragOptions {
  tick(position: number, shift: boolean): void
  edit(cell: Cell): void
  isChosen(cell: Cell): boolean
  menu(cell: Cell, point: readonly [x: number, y: number]): void
}

/** What the pointer does in the rows: place, extend by dragging, tick, edit, and open the menu of a cell. */
export function usePointer(element: Ref<HTMLElement | undefined>, options: PointerOptions) {
  const drag = useDrag(element, options)
  const within = (target: EventTarget | null, selector: string) =>
    target instanceof Element ? target.closest<HTMLElement>(selector) : null

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return
    const box = within(event.target, '[data-tick]')
    if (box) return options.tick(Number(box.dataset.tick), event.shiftKey)
    const cell = within(event.target, '[data-cell]') && cellAt(event.clientX, event.clientY)
    if (!cell) return
    options.place(cell, event.shiftKey)
    drag.start()
  }
  function onDoubleClick({ target, clientX, clientY }: MouseEvent): void {
    const cell = within(target, '[data-cell]') && cellAt(clientX, clientY)
    if (cell) options.edit(cell)
  }
  /** A menu for a range is opened within it; elsewhere it is for that one cell. */
  function onContextMenu(event: MouseEvent): void {
    const cell = cellAt(event.clientX, event.clientY)
    if (!cell) return
    event.preventDefault()
    if (!options.isChosen(cell)) options.place(cell, false)
    options.menu(cell, [event.clientX, event.clientY])
  }
  return { onDown, onDoubleClick, onContextMenu }
}
