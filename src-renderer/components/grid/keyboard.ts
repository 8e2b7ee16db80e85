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
  | { readonly kind: 'copy' }
  | { readonly kind: 'open'; readonly shift: boolean }
  | { readonly kind: 'leave' }
  | { readonly kind: 'widen'; readonly by: number }

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
const WIDEN: Record<string, number> = { ArrowLeft: -16, ArrowRight: 16 }

const LETTERS: Record<string, GridAction> = { a: { kind: 'tick-all' }, c: { kind: 'copy' } }

/** What a key means in a grid; null for one that is not the grid's. */
export function actionOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key): GridAction | null {
  const control = ctrlKey || metaKey
  if (altKey) {
    const by = control || shiftKey ? undefined : WIDEN[key]
    return by === undefined ? null : { kind: 'widen', by }
  }
  const motion = (control ? WITH_CONTROL : PLAIN)[key]
  if (motion) return { kind: 'move', motion, extend: shiftKey }
  if (control) return shiftKey ? null : (LETTERS[key.toLowerCase()] ?? null)
  if (key === ' ') return { kind: 'tick', shift: shiftKey }
  if (key === 'Enter') return { kind: 'open', shift: shiftKey }
  return key === 'Escape' ? { kind: 'leave' } : null
}
