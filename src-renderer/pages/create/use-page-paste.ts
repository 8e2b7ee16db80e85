import { onMounted, onUnmounted } from 'vue'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, [role=dialog], [role=grid]') !== null)

/** Recipients that are pasted anywhere on the page but into a field: cells, lines or a list with addresses. */
export function usePagePaste(take: (text: string) => void): void {
  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (event.defaultPrevented || isField(event.target) || !text.includes('@')) return
    event.preventDefault()
    take(text)
  }
  onMounted(() => document.addEventListener('paste', onPaste))
  onUnmounted(() => document.removeEventListener('paste', onPaste))
}
