import { onBeforeUnmount } from 'vue'

export interface ReportKeys {
  /** Ctrl+F: to the search box. */
  search(): void
  /** Ctrl+Shift+F: codes or addresses to paste. */
  find(): void
  /** Ctrl+P: the print view. */
  print(): void
}

/** Keys of the report as a whole. A dialog keeps them to itself. */
export function useReportKeys(keys: ReportKeys): void {
  function onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return
    if (document.querySelector('.v-dialog.v-overlay--active')) return
    const pressed = event.key.toLowerCase()
    const details =
      pressed === 'f' ? (event.shiftKey ? keys.find : keys.search) : pressed === 'p' ? keys.print : null
    if (!details) return
    event.preventDefault()
    details()
  }
  window.addEventListener('keydown', onKey)
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
