import { onBeforeUnmount, onMounted } from 'vue'

/** Ctrl+S (Cmd+S) while the page is shown, wherever the focus is; a dialog keeps its keys. */
export function useSaveKey(save: () => unknown): void {
  function onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (event.key.toLowerCase() !== 's') return
    // The browser's own "save page" is never what is meant here.
    event.preventDefault()
    if (!document.querySelector('.v-dialog.v-overlay--active')) save()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
