import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { clampTop, geometryOf, scrollTopOf, topOf, topShowing, visibleRows } from './geometry.ts'
import type { RowsView } from './use-rows.ts'

export const ROW_HEIGHT = 30
export const HEAD_HEIGHT = 30

/** The scroller of a grid: `top` is the grid's own number; the thumb follows it, or leads when a person drags it. */
export function useScroller(element: Ref<HTMLElement | undefined>, rows: () => number) {
  const top = ref(0)
  const view = shallowRef({ width: 0, height: 0 })
  /** What was last written to the thumb: a scroll event that says the same is only its echo. */
  let written = 0

  const geometry = computed(() =>
    geometryOf(rows(), ROW_HEIGHT, Math.max(0, view.value.height - HEAD_HEIGHT)),
  )
  const visible = computed((): RowsView => {
    const [first, end] = visibleRows(geometry.value, top.value)
    return { top: top.value, first, end }
  })

  function setTop(requested: number): void {
    top.value = clampTop(geometry.value, requested)
    const scroller = element.value
    if (!scroller) return
    written = scrollTopOf(geometry.value, top.value)
    if (Math.abs(scroller.scrollTop - written) >= 1) scroller.scrollTop = written
  }

  function onScroll(): void {
    const scroller = element.value
    if (!scroller || Math.abs(scroller.scrollTop - written) < 2) return
    written = scroller.scrollTop
    top.value = topOf(geometry.value, scroller.scrollTop)
  }

  function onWheel(event: WheelEvent): void {
    // Ctrl+wheel zooms; sideways is the scroller's own.
    if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
    event.preventDefault()
    const unit = event.deltaMode === 1 ? ROW_HEIGHT : event.deltaMode === 2 ? geometry.value.body : 1
    setTop(top.value + event.deltaY * unit)
  }

  function measure(): void {
    const scroller = element.value
    if (scroller) view.value = { width: scroller.clientWidth, height: scroller.clientHeight }
  }

  let observer: ResizeObserver | undefined
  onMounted(() => {
    measure()
    observer = new ResizeObserver(measure)
    if (element.value) observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  // A horizontal bar that comes or goes takes its height from the rows.
  watch(geometry, () => setTop(top.value), { flush: 'post' })

  return {
    top,
    view,
    geometry,
    visible,
    setTop,
    measure,
    onScroll,
    onWheel,
    show: (row: number) => setTop(topShowing(geometry.value, top.value, row)),
  }
}
