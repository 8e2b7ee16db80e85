import { onBeforeUnmount, onMounted } from 'vue'
import { BY_PERSON, useFormUndos } from '../stores/form-undos.ts'
import { useSecrets } from '../stores/secrets.ts'
import { shortcutOf } from './shortcuts.ts'
import { useActions } from './use-actions.ts'

/** Listens for the keys of all actions. */
export function useShortcuts(): void {
  const actions = useActions()
  const secrets = useSecrets()
  const forms = useFormUndos()

  /** Undo by the menu of a browser or of a text field: it would know nothing of what else the form undoes. */
  function onBeforeInput(event: InputEvent): void {
    const action =
      event.inputType === 'historyUndo' ? 'undo' : event.inputType === 'historyRedo' ? 'redo' : null
    if (action === null || !forms.owns(event.target)) return
    event.preventDefault()
    actions.run(actions.named[action])
  }

  function onKey(event: KeyboardEvent): void {
    const pressed = shortcutOf(event)
    if (event.defaultPrevented || pressed === null) return
    const action = actions.all.find(
      ({ listening, shortcuts }) => listening && shortcuts.some((shortcut) => shortcut === pressed),
    )
    if (!action || secrets.asks || actions.isOfText(action, event.target)) return
    // What a browser would do with them is never meant here.
    event.preventDefault()
    // A dialog keeps the keys to itself.
    if (!document.querySelector('.v-dialog.v-overlay--active')) actions.run(action)
  }
  onMounted(() => {
    window.addEventListener('keydown', onKey)
    window.addEventListener('beforeinput', onBeforeInput)
    for (const event of BY_PERSON) window.addEventListener(event, forms.notePerson, { capture: true })
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey)
    window.removeEventListener('beforeinput', onBeforeInput)
    for (const event of BY_PERSON) window.removeEventListener(event, forms.notePerson, { capture: true })
  })
}
