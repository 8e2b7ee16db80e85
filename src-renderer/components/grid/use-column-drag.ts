import { onScopeDispose, type Ref, shallowRef } from 'vue'

export interface ColumnDrag {
  readonly column: string
  /** Where it would be put; null over its own place. */
  readonly target: { readonly beside: string; readonly side: 'before' | 'after' } | null
  /** The position of that place's line and of the pointer, from the grid's left edge. */
  readonly line: number
  readonly pointer: number
}

/** A person's hand shakes by so much. */
const THRESHOLD = 5
const EDGE = 36
const ROLL = 9

/** Drags a column's head to another place; near the sides the grid rolls, Escape gives up. */
export function useColumnDrag(
  scroller: Ref<HTMLElement | undefined>,
  put: (column: string, beside: string, side: 'before' | 'after') => void,
) {
  const drag = shallowRef<ColumnDrag | null>(null)
  let from: { column: string; x: number } | null = null
  let at = { x: 0, y: 0 }
  let frame = 0
  /** The click that follows a drag is none. */
  let dragged = false

  function look(): void {
    const box = scroller.value?.getBoundingClientRect()
    if (!from || !box) return
    const head = document
      .elementsFromPoint(Math.min(Math.max(at.x, box.left + 2), box.right - 2), box.top + 8)
      .map((element) => element.closest<HTMLElement>('[data-head]'))
      .find((element) => element !== null)
    const beside = head?.dataset.head
    const rect = head?.getBoundingClientRect()
    if (!beside || !rect) return
    const side = at.x < rect.left + rect.width / 2 ? 'before' : 'after'
    drag.value = {
      column: from.column,
      target: beside === from.column ? null : { beside, side },
      line: (side === 'before' ? rect.left : rect.right) - box.left,
      pointer: at.x - box.left,
    }
  }
  function roll(): void {
    const element = scroller.value
    const box = element?.getBoundingClientRect()
    if (!element || !box || !drag.value) return
    const by = at.x < box.left + EDGE ? -ROLL : at.x > box.right - EDGE ? ROLL : 0
    if (by !== 0) {
      element.scrollLeft += by
      look()
    }
    frame = requestAnimationFrame(roll)
  }
  function onMove({ clientX, clientY }: PointerEvent): void {
    if (!from) return
    at = { x: clientX, y: clientY }
    if (!drag.value && Math.abs(clientX - from.x) < THRESHOLD) return
    const begins = drag.value === null
    look()
    if (begins) roll()
  }
  function onUp(): void {
    const { column, target } = drag.value ?? {}
    dragged = drag.value !== null
    if (column && target) put(column, target.beside, target.side)
    stop()
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !drag.value) return
    event.preventDefault()
    event.stopPropagation()
    dragged = true
    stop()
  }
  function stop(): void {
    from = null
    drag.value = null
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', onKey, true)
  }
  function grab(event: PointerEvent, column: string): void {
    dragged = false
    if (event.button !== 0) return
    from = { column, x: event.clientX }
    window.addEventListener('pointermove', onMove)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', onKey, true)
  }
  onScopeDispose(stop)
  return { drag, grab, wasDragged: () => dragged }
}
