import type { Shortcut } from '../../actions/shortcuts.ts'
import type { ShownAction } from '../../actions/use-actions.ts'
import { GRID_KEYS, type GridKeyName } from '../grid/grid-keys.ts'

export interface SheetRow {
  readonly keys: readonly string[]
  readonly meaning: string
}
export interface SheetGroup {
  readonly key: string
  readonly title: string
  readonly rows: readonly SheetRow[]
}

interface SheetWords {
  t(key: string): string
  keys(shortcut: Shortcut): string[]
}

/** All shortcuts: those of pages and actions, those that every field and dialog has, and those of a grid's cells. */
export function sheetGroups(actions: readonly ShownAction[], { t, keys }: SheetWords): SheetGroup[] {
  const rowOf = ({ label, shortcuts: [first] }: ShownAction): SheetRow[] =>
    first ? [{ keys: keys(first), meaning: label }] : []
  const rows = (fits: (action: ShownAction) => boolean) => actions.filter(fits).flatMap(rowOf)
  const ofPages = [...new Set(actions.flatMap(({ page }) => page ?? []))].map((page) => ({
    key: page,
    title: t(`shell.pages.${page}`),
    rows: rows((action) => action.page === page),
  }))
  return [
    {
      key: 'everywhere',
      title: t('shell.keys.everywhere'),
      rows: [
        ...rows(({ page, palette }) => page === null && palette !== 'pages'),
        { keys: ['Tab'], meaning: t('shell.keys.next') },
        { keys: keys('Escape'), meaning: t('shell.keys.close') },
      ],
    },
    { key: 'pages', title: t('shell.palette.pages'), rows: rows(({ palette }) => palette === 'pages') },
    ...ofPages,
    {
      key: 'grid',
      title: t('grid.sheetTitle'),
      rows: (Object.keys(GRID_KEYS) as GridKeyName[]).map((name) => ({
        keys: gridKeys(name, keys, t),
        meaning: t(`grid.sheet.${name}`),
      })),
    },
  ].filter((group) => group.rows.length > 0)
}

/** "Shift, Arrow keys", "Alt, ←, →", "Enter, Tab": what is held is printed once. */
function gridKeys(name: GridKeyName, keys: SheetWords['keys'], t: SheetWords['t']): string[] {
  const entry = GRID_KEYS[name]
  const [first, ...others] = entry.shortcuts
  if ('arrows' in entry) return [...keys(first).slice(0, -1), t('common.keys.Arrows')]
  return [...keys(first), ...others.flatMap((shortcut) => keys(shortcut).slice(-1))]
}
