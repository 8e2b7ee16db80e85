import { onBeforeUnmount, onMounted, type Ref } from 'vue'

export interface ClipboardHandlers {
  copy(event: ClipboardEvent): void
  paste(event: ClipboardEvent): void
}

/**
 * Copy and paste, by key or by the Edit menu, while `element` itself has the focus. The listeners are on the document:
 * where nothing is selected, Chromium sends the events to the body, and older versions only after the `before…` event
 * was answered.
 */
export function useClipboardEvents(element: Ref<HTMLElement | undefined>, handlers: ClipboardHandlers) {
  const isOurs = () => element.value !== undefined && document.activeElement === element.value
  const answer = (event: Event) => isOurs() && event.preventDefault()
  const copy = (event: ClipboardEvent) => isOurs() && handlers.copy(event)
  const paste = (event: ClipboardEvent) => isOurs() && handlers.paste(event)
  onMounted(() => {
    document.addEventListener('beforecopy', answer)
    document.addEventListener('beforepaste', answer)
    document.addEventListener('copy', copy)
    document.addEventListener('paste', paste)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('beforecopy', answer)
    document.removeEventListener('beforepaste', answer)
    document.removeEventListener('copy', copy)
    document.removeEventListener('paste', paste)
  })
}
