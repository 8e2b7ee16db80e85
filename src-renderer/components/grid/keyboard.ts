export type Motion =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'top'
  | 'bottom'
  | 'row-start'
  | 'row-end'
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down'

/** What a key asks of a grid. */
export type GridAction =
  | { readonly kind: 'move'; readonly motion: Motion; readonly extend: boolean }
  | { readonly kind: 'tick'; readonly shift: boolean }
  | { readonly kind: 'tick-all' }
  /** The active cell's column, from the first row to the last. */
  | { readonly kind: 'whole-column' }
  /** Edit the active cell: from what is there, or in place of it from what was typed. */
  | { readonly kind: 'edit'; readonly text: string | null }
  | { readonly kind: 'clear' }
  /** The range's first row repeated in the others. */
  | { readonly kind: 'fill-down' }
  | { readonly kind: 'find' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'column-menu' }
  | { readonly kind: 'open'; readonly shift: boolean }
  | { readonly kind: 'leave' }
  | { readonly kind: 'widen'; readonly by: number }
  | { readonly kind: 'move-column'; readonly step: -1 | 1 }

export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const PLAIN: Record<string, Motion> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}
const WITH_CONTROL: Record<string, Motion> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'row-start',
  ArrowRight: 'row-end',
  Home: 'first',
  End: 'last',
}
const SIDEWAYS: Record<string, -1 | 1> = { ArrowLeft: -1, ArrowRight: 1 }
const WIDEN_BY = 16

/** Copy, cut and paste come as the browser's own events; Ctrl+Z and Ctrl+Y are the page's. */
const WITH_LETTER: Record<string, GridAction> = {
  a: { kind: 'tick-all' },
  d: { kind: 'fill-down' },
  f: { kind: 'find' },
  ' ': { kind: 'whole-column' },
}
const NAMED: Record<string, GridAction> = {
  Escape: { kind: 'leave' },
  F2: { kind: 'edit', text: null },
  Delete: { kind: 'clear' },
  Backspace: { kind: 'edit', text: '' },
  ContextMenu: { kind: 'menu' },
  // The first stroke of a letter that takes several: an accent, or an input method.
  Dead: { kind: 'edit', text: '' },
  Process: { kind: 'edit', text: '' },
}

/** What a key means in a grid; null for one that is not the grid's. */
export function actionOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): GridAction | null {
  const control = ctrlKey || metaKey
  // AltGr comes as both.
  if (altKey) return ctrlKey && isWritten(key) ? { kind: 'edit', text: key } : withAlt(key, control, shiftKey)
  const motion = (control ? WITH_CONTROL : PLAIN)[key]
  if (motion) return { kind: 'move', motion, extend: shiftKey }
  if (control) return shiftKey ? null : (WITH_LETTER[key.toLowerCase()] ?? null)
  if (key === ' ') return { kind: 'tick', shift: shiftKey }
  if (key === 'Enter') return { kind: 'open', shift: shiftKey }
  if (key === 'F10') return shiftKey ? { kind: 'menu' } : null
  if (isWritten(key)) return { kind: 'edit', text: key }
  return NAMED[key] ?? null
}

function withAlt(key: string, control: boolean, shift: boolean): GridAction | null {
  if (control) return null
  if (key === 'ArrowDown') return shift ? null : { kind: 'column-menu' }
  const step = SIDEWAYS[key]
  if (step === undefined) return null
  return shift ? { kind: 'move-column', step } : { kind: 'widen', by: step * WIDEN_BY }
}

/** One letter, figure or sign, also of those that take two units. */
const isWritten = (key: string): boolean => [...key].length === 1

/** True for a stroke that the editor, once it is open, must get itself. */
export const isBegun = ({ key }: Key): boolean => key === 'Dead' || key === 'Process'

/** What a key means while a cell is being edited: to keep the text and go on, or to give it up; null for the text's own. */
export type EditorAction =
  { readonly kind: 'keep'; readonly then: Motion | 'fill' } | { readonly kind: 'give-up' }

export function editorActionOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): EditorAction | null {
  if (altKey) return null
  if (key === 'Escape') return { kind: 'give-up' }
  if (key === 'Enter' && (ctrlKey || metaKey)) return { kind: 'keep', then: 'fill' }
  if (key === 'Enter') return { kind: 'keep', then: shiftKey ? 'up' : 'down' }
  if (key === 'Tab') return { kind: 'keep', then: shiftKey ? 'left' : 'right' }
  return null
}
