import type { Shortcut } from '../../actions/shortcuts.ts'
import type { LanguageDefinition } from '#shared/languages/language-definition.ts'
import type { EditorAction, GridAction } from './keyboard.ts'

/** What a key does in a grid, by the key of its text. */
export type GridKeyName = keyof Awaited<ReturnType<LanguageDefinition['pages']>>['grid']['sheet']

interface GridKey {
  readonly shortcuts: readonly [Shortcut, ...Shortcut[]]
  /** The four arrow keys, printed by their name. */
  readonly arrows?: true
  /** What `keyboard.ts` makes of them; `clipboard` for those that the browser sends as events of their own. */
  readonly does: GridAction['kind'] | EditorAction['kind'] | 'clipboard'
}

/** The keys of a grid, as its menus and the sheet of shortcuts print them. */
export const GRID_KEYS = {
  arrows: {
    shortcuts: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    arrows: true,
    does: 'move',
  },
  range: {
    shortcuts: ['Shift+ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight'],
    arrows: true,
    does: 'move',
  },
  select: { shortcuts: ['Space'], does: 'tick' },
  all: { shortcuts: ['Control+A'], does: 'tick-all' },
  details: { shortcuts: ['Enter'], does: 'open' },
  copy: { shortcuts: ['Control+C'], does: 'clipboard' },
  edit: { shortcuts: ['F2'], does: 'edit' },
  keep: { shortcuts: ['Enter', 'Tab'], does: 'keep' },
  fill: { shortcuts: ['Control+Enter'], does: 'keep' },
  paste: { shortcuts: ['Control+V'], does: 'clipboard' },
  fillDown: { shortcuts: ['Control+D'], does: 'fill-down' },
  clear: { shortcuts: ['Delete'], does: 'clear' },
  cellMenu: { shortcuts: ['Shift+F10'], does: 'menu' },
  columnMenu: { shortcuts: ['Alt+ArrowDown'], does: 'column-menu' },
  widen: { shortcuts: ['Alt+ArrowLeft', 'Alt+ArrowRight'], does: 'widen' },
  move: { shortcuts: ['Alt+Shift+ArrowLeft', 'Alt+Shift+ArrowRight'], does: 'move-column' },
} as const satisfies Record<GridKeyName, GridKey>
