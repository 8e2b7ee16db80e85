import { onBeforeUnmount, onMounted } from 'vue'

/**
 * Runs what a left field brings (an error sentence, say) when no pointer is down. Shown at once, it would move the
 * button that the person is just pressing from under the pointer, and the press would be lost.
 */
export function useAfterPointer(): (run: () => void) => void {
  let down = false
  let waiting: (() => void)[] = []

  const onDown = () => (down = true)
  // The click itself comes after the pointer is up.
  const onUp = () =>
    setTimeout(() => {
      down = false
      const due = waiting
      waiting = []
      for (const run of due) run()
    })
  onMounted(() => {
    window.addEventListener('pointerdown', onDown, true)
    window.addEventListener('pointerup', onUp, true)
    window.addEventListener('pointercancel', onUp, true)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('pointerdown', onDown, true)
    window.removeEventListener('pointerup', onUp, true)
    window.removeEventListener('pointercancel', onUp, true)
  })
  return (run) => {
    if (down) waiting.push(run)
    else run()
  }
}
