import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ActionName } from './actions.ts'
import { ariaShortcut, keysOf, type Shortcut } from './shortcuts.ts'
import { useActions } from './use-actions.ts'

/** Prints shortcuts in the language on screen. */
export function useKeyNames() {
  const { t } = useI18n()
  const keys = (shortcut: Shortcut) => keysOf(shortcut, (key) => t(`common.keys.${key}`))
  return { keys, text: (shortcut: Shortcut) => keys(shortcut).join(' ') }
}

/** The shortcut of an action in words, for its tooltip, for a `kbd` and for `aria-keyshortcuts`. */
export function usePrintedKeys(action: () => ActionName) {
  const actions = useActions()
  const { text } = useKeyNames()
  return computed(() => {
    const {
      label,
      shortcuts,
      shortcuts: [first],
    } = actions.named[action()]
    return {
      text: first ? text(first) : '',
      tooltip: first ? `${label} (${text(first)})` : label,
      aria: shortcuts.map((shortcut) => ariaShortcut(shortcut)).join(' ') || undefined,
    }
  })
}
