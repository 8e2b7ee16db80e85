type Held = '' | 'Control+' | 'Alt+' | 'Shift+' | 'Control+Shift+' | 'Alt+Shift+'
type CharOf<Text extends string> = Text extends `${infer First}${infer Rest}` ? First | CharOf<Rest> : never
type Letter = CharOf<'ABCDEFGHIJKLMNOPQRSTUVWXYZ'>
type Digit = CharOf<'0123456789'>
type Named =
  'Enter' | 'Escape' | 'Tab' | 'Space' | 'Delete' | 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'
type Function = `F${Exclude<Digit, '0'> | '10' | '11' | '12'}`

/** A key with what is held; Control is Command on a Mac. */
export type Shortcut = `${Held}${Letter | Digit | Named | Function}`

/**
 * The shortcuts of an action: the first is printed. A browser keeps some of the desktop's to itself, and what is usual
 * differs on a Mac.
 */
export type Shortcuts =
  | readonly Shortcut[]
  | { readonly desktop: readonly Shortcut[]; readonly browser: readonly Shortcut[] }
  | { readonly mac: readonly Shortcut[]; readonly others: readonly Shortcut[] }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What was pressed, as shortcuts are written; null for a letter typed with AltGr, which comes as Control and Alt. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  const control = ctrlKey || metaKey
  if (control && altKey) return null
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  return `${control ? 'Control+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}${name}`
}

export function shortcutsIn(
  host: 'desktop' | 'browser',
  keys: Shortcuts,
  mac = isMac(),
): readonly Shortcut[] {
  if ('desktop' in keys) return keys[host]
  return 'mac' in keys ? keys[mac ? 'mac' : 'others'] : keys
}

const SIGNS: Record<string, string> = {
  Control: 'Ctrl',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}
/** In the order in which a Mac prints what is held. */
const MAC_SIGNS: Record<string, string> = { Alt: '⌥', Shift: '⇧', Control: '⌘' }
const macOrder = (key: string): number => {
  const at = Object.keys(MAC_SIGNS).indexOf(key)
  return at < 0 ? Infinity : at
}
const isMac = () => typeof navigator !== 'undefined' && /^Mac/.test(navigator.platform)

/** The keys as they are printed: "Ctrl", "Skift", "F"; `word` gives the names that differ between languages. */
export const keysOf = (
  shortcut: Shortcut,
  word: (key: 'Shift' | 'Space') => string,
  mac = isMac(),
): string[] =>
  (mac ? shortcut.split('+').toSorted((a, b) => macOrder(a) - macOrder(b)) : shortcut.split('+')).map(
    (key) => (mac && MAC_SIGNS[key]) || SIGNS[key] || (key === 'Shift' || key === 'Space' ? word(key) : key),
  )

/** As `aria-keyshortcuts` writes it. */
export const ariaShortcut = (shortcut: Shortcut, mac = isMac()): string =>
  mac ? shortcut.replace('Control', 'Meta') : shortcut

/** As Electron's menu writes it. */
export const accelerator = (shortcut: Shortcut): string => shortcut.replace('Control', 'CmdOrCtrl')
