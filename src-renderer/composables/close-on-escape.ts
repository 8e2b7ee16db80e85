import { onUnmounted, type Ref, watch } from 'vue'

/** Where each overlay lies, those below first. */
const heightOf = (overlay: HTMLElement) => Number(overlay.style.zIndex)

function isOnTop(overlay: HTMLElement): boolean {
  const shown = document.querySelectorAll<HTMLElement>('.v-overlay--active')
  return [...shown].every((one) => heightOf(one) <= heightOf(overlay))
}

/**
 * Closes the dialog that `inside` is in by Escape, from its first moment. Vuetify learns by a timer that a dialog is on
 * top, and a browser that has much to do hands out keys before timers: an early Escape would be lost.
 */
export function closeOnEscape(
  open: Ref<boolean>,
  inside: () => HTMLElement | null | undefined,
  mayClose: () => boolean = () => true,
): void {
  let concerns = false
  // Asked before a field or menu in the dialog can close what lies above it by the same key.
  const ask = ({ key }: KeyboardEvent) => {
    const overlay = inside()?.closest<HTMLElement>('.v-overlay')
    concerns = key === 'Escape' && overlay != null && isOnTop(overlay)
  }
  const close = (event: KeyboardEvent) => {
    if (!concerns || !mayClose()) return
    event.stopImmediatePropagation()
    open.value = false
  }
  function stop(): void {
    window.removeEventListener('keydown', ask, { capture: true })
    window.removeEventListener('keydown', close)
  }
  watch(
    open,
    (now) => {
      stop()
      if (!now) return
      window.addEventListener('keydown', ask, { capture: true })
      window.addEventListener('keydown', close)
    },
    { immediate: true },
  )
  onUnmounted(stop)
}
