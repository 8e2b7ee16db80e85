import type { PageName } from '../../actions/actions.ts'
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

/** The page that has a grid. */
const GRID_PAGE: PageName = 'report'

/**
 * The shortcuts of the page in focus, with those of its grid, before those that work everywhere and those that open a
 * page. `every` adds those of the other pages.
 */
export function sheetGroups(
  actions: readonly ShownAction[],
  page: PageName | null,
  { t, keys }: SheetWords,
  every = false,
): SheetGroup[] {
  const rowOf = ({ label, shortcuts: [first] }: ShownAction): SheetRow[] =>
    first ? [{ keys: keys(first), meaning: label }] : []
  const rows = (fits: (action: ShownAction) => boolean) => actions.filter(fits).flatMap(rowOf)
  const isOfPage = (action: ShownAction, name: PageName | null) =>
    action.page === name || (name === page && action.page === null && action.given)
  const ofPage = (name: PageName): SheetGroup[] => [
    {
      key: name,
      title: t(`shell.pages.${name}`),
      rows: rows((action) => action.palette !== 'pages' && isOfPage(action, name)),
    },
    ...(name === GRID_PAGE ? [gridGroup({ t, keys })] : []),
  ]
  const pages = new Set(actions.flatMap((action) => action.page ?? []))
  const others = every ? [...pages].filter((name) => name !== page) : []
  return [
    ...(page === null ? [] : ofPage(page)),
    {
      key: 'everywhere',
      title: t('shell.keys.everywhere'),
      rows: [
        ...rows(
          (action) =>
            action.page === null && action.palette !== 'pages' && !action.given && (every || action.enabled),
        ),
        { keys: ['Tab'], meaning: t('shell.keys.next') },
        { keys: keys('Escape'), meaning: t('shell.keys.close') },
      ],
    },
    { key: 'pages', title: t('shell.palette.pages'), rows: rows(({ palette }) => palette === 'pages') },
    ...others.flatMap(ofPage),
  ].filter((group) => group.rows.length > 0)
}

const gridGroup = ({ t, keys }: SheetWords): SheetGroup => ({
  key: 'grid',
  title: t('grid.sheetTitle'),
  rows: (Object.keys(GRID_KEYS) as GridKeyName[]).map((name) => ({
    keys: gridKeys(name, keys, t),
    meaning: t(`grid.sheet.${name}`),
  })),
})

/** "Shift, Arrow keys", "Alt, ←, →", "Enter, Tab": what is held is printed once. */
function gridKeys(name: GridKeyName, keys: SheetWords['keys'], t: SheetWords['t']): string[] {
  const entry = GRID_KEYS[name]
  const [first, ...others] = entry.shortcuts
  if ('arrows' in entry) return [...keys(first).slice(0, -1), t('common.keys.Arrows')]
  return [...keys(first), ...others.flatMap((shortcut) => keys(shortcut).slice(-1))]
}
