import { onScopeDispose, onUpdated, ref, type Ref, watch } from 'vue'

/** How many of an element's children it has room for, in one line from its start. */
export function useFitting(place: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<number>> {
  const fitting = ref(Infinity)
  function measure(): void {
    const element = place.value
    if (!element) return
    const isOut = (child: Element) =>
      child instanceof HTMLElement && child.offsetLeft + child.offsetWidth > element.clientWidth
    const first = [...element.children].findIndex(isOut)
    fitting.value = first === -1 ? Infinity : first
  }
  const size = new ResizeObserver(measure)
  watch(place, (now, before) => {
    if (before) size.unobserve(before)
    if (now) size.observe(now)
  })
  onUpdated(measure)
  onScopeDispose(() => size.disconnect())
  return fitting
}
