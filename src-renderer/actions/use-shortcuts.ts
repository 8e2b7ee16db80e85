import { onBeforeUnmount, onMounted } from 'vue'
import { useSecrets } from '../stores/secrets.ts'
import { isTextField } from './panes.ts'
import { shortcutOf } from './shortcuts.ts'
import { useActions } from './use-actions.ts'

/** Listens for the keys of all actions. */
export function useShortcuts(): void {
  const actions = useActions()
  const secrets = useSecrets()

  function onKey(event: KeyboardEvent): void {
    const pressed = shortcutOf(event)
    if (event.defaultPrevented || pressed === null) return
    const action = actions.all.find(
      ({ listening, shortcuts }) => listening && shortcuts.some((shortcut) => shortcut === pressed),
    )
    if (!action || secrets.asks || (action.yieldsToText && isTextField(event.target))) return
    // What a browser would do with them is never meant here.
    event.preventDefault()
    // A dialog keeps the keys to itself.
    if (!document.querySelector('.v-dialog.v-overlay--active')) actions.run(action)
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
