import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ClipboardPaste,
  Copy,
  EyeOff,
  ListFilter,
  MoveHorizontal,
  MoveLeft,
  MoveRight,
  Pencil,
  Pin,
  PinOff,
  RotateCcw,
  SquareCheck,
} from '@lucide/vue'
import { type Component, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { add, countOf, type Ranges, remove } from '#shared/domain/selection.ts'
import { useKeyNames } from '../../actions/use-printed-keys.ts'
import { useLanguage } from '../../language.ts'
import { HEAD, type Cell } from './cell-range.ts'
import type { GridColumn, SortedBy } from './columns.ts'
import { GRID_KEYS, type GridKeyName } from './grid-keys.ts'
import type { GridMenuGroups, GridMenuItem, GridPlace } from './menu.ts'

export interface OpenMenu {
  readonly point: readonly [x: number, y: number]
  readonly label: string
  readonly filterLabel: string
  readonly groups: GridMenuGroups
  /** The column whose filter can be shown in place of the entries. */
  readonly column: string | null
}

export interface GridMenuOptions<Row> {
  element(): HTMLElement | undefined
  column(key: string): GridColumn<Row> | undefined
  at(position: number): Row | null | undefined
  activeId(): string | undefined
  /** Brings a cell into view. */
  show(cell: Cell): void
  order(): readonly SortedBy[]
  sort(order: readonly SortedBy[]): void
  filtered(): readonly string[]
  filterable(): readonly string[]
  arrange: {
    isFrozen(key: string): boolean
    freeze(key: string, frozen: boolean): void
    step(key: string, by: -1 | 1): unknown
    hide(key: string): unknown
    fit(key: string): void
    reset(): void
  }
  whyNot(cell: Cell): string | null
  edit(cell: Cell): void
  copy(): void
  copyWithTitles(): void
  paste(): void
  fillDown(): void
  /** The rows of the chosen cells. */
  chosen(): readonly [from: number, end: number]
  ticked(): Ranges
  setTicked(ranges: Ranges): void
  filterBy(column: string, row: Row): void
  more(place: GridPlace<Row>): GridMenuGroups
}

/** The menus of a grid: of a column's head, and of a cell. */
export function useGridMenu<Row>(options: GridMenuOptions<Row>) {
  const { t } = useI18n()
  const { count } = useLanguage()
  const keyNames = useKeyNames()
  const menu = shallowRef<OpenMenu | null>(null)
  const open = shallowRef(false)
  /** The menu shows the filter of its column. */
  const filterShown = shallowRef(false)

  /** An entry closes the menu first: what it does may need the focus. */
  const entry = (
    key: string,
    icon: Component,
    title: string,
    run: () => unknown,
    more: Partial<GridMenuItem> = {},
  ): GridMenuItem => ({
    key,
    icon,
    title,
    run: () => {
      open.value = false
      run()
    },
    ...more,
  })
  const closing = (item: GridMenuItem): GridMenuItem => ({
    ...item,
    run: () => {
      open.value = false
      item.run()
    },
  })

  function ofColumn({ key, alwaysShown }: GridColumn<Row>): GridMenuGroups {
    const order = options.order()
    const now = order.find(({ column }) => column === key)
    const others = order.filter(({ column }) => column !== key)
    const by = (descending: boolean): SortedBy => ({ column: key, descending })
    const also = (descending: boolean) =>
      now
        ? order.map((one) => (one.column === key ? by(descending) : one))
        : [...order, by(descending)].slice(-5)
    const { arrange } = options
    const frozen = arrange.isFrozen(key)
    return [
      [
        entry('sort-up', ArrowUp, t('grid.sortUp'), () => options.sort([by(false)])),
        entry('sort-down', ArrowDown, t('grid.sortDown'), () => options.sort([by(true)])),
        ...(others.length > 0
          ? [
              entry('also-up', ArrowUp, t('grid.alsoUp'), () => options.sort(also(false))),
              entry('also-down', ArrowDown, t('grid.alsoDown'), () => options.sort(also(true))),
            ]
          : []),
        ...(now ? [entry('unsort', RotateCcw, t('grid.unsort'), () => options.sort(others))] : []),
      ],
      options.filterable().includes(key)
        ? [
            {
              key: 'filter',
              icon: ListFilter,
              title: t('grid.filter'),
              run: () => (filterShown.value = true),
              ...(options.filtered().includes(key) && { checked: true }),
            },
          ]
        : [],
      [
        frozen
          ? entry('loosen', PinOff, t('grid.loosen'), () => arrange.freeze(key, false))
          : entry('freeze', Pin, t('grid.freeze'), () => arrange.freeze(key, true)),
        entry('left', MoveLeft, t('grid.left'), () => arrange.step(key, -1), {
          keys: print('move'),
        }),
        entry('right', MoveRight, t('grid.right'), () => arrange.step(key, 1), {
          keys: print('move', 1),
        }),
        entry('fit', MoveHorizontal, t('grid.fit'), () => arrange.fit(key)),
        ...(alwaysShown ? [] : [entry('hide', EyeOff, t('grid.hide'), () => arrange.hide(key))]),
      ],
      [entry('reset', RotateCcw, t('grid.reset'), arrange.reset)],
    ]
  }
  const print = (name: GridKeyName, which: 0 | 1 = 0) =>
    keyNames.text(GRID_KEYS[name].shortcuts[which] ?? GRID_KEYS[name].shortcuts[0])

  function ofCell(place: GridPlace<Row>): GridMenuGroups {
    const { row, column, position } = place
    const cell = { row: position, column: column.key }
    const [from, end] = options.chosen()
    const areTicked = countTicked(options.ticked(), from, end) === end - from
    const value = row ? column.text(row) : ''
    const why = options.whyNot(cell) ?? undefined
    return [
      [
        entry('edit', Pencil, t('grid.edit'), () => options.edit(cell), {
          keys: print('edit'),
          why,
        }),
        entry('copy', Copy, t('grid.copy'), options.copy, { keys: print('copy') }),
        entry('copy-titles', Copy, t('grid.copyWithTitles'), options.copyWithTitles),
        entry('paste', ClipboardPaste, t('grid.paste'), options.paste, { keys: print('paste') }),
        ...(end - from > 1
          ? [
              entry('fill-down', ArrowDownToLine, t('grid.fillDown'), options.fillDown, {
                keys: print('fillDown'),
              }),
            ]
          : []),
      ],
      [
        ...(row && options.filterable().includes(column.key)
          ? [
              entry(
                'only-this',
                ListFilter,
                value ? t('grid.onlyThis', { value }) : t('grid.onlyThisEmpty'),
                () => options.filterBy(column.key, row),
              ),
            ]
          : []),
        entry(
          'tick',
          SquareCheck,
          t(areTicked ? 'grid.untick' : 'grid.tick', { n: count(end - from) }, end - from),
          () => options.setTicked((areTicked ? remove : add)(options.ticked(), from, end)),
          { keys: print('select') },
        ),
      ],
      ...options.more(place).map((group) => group.map(closing)),
    ]
  }

  function show(opened: OpenMenu): void {
    filterShown.value = false
    menu.value = opened
    open.value = true
  }
  function openColumn(key: string): void {
    const column = options.column(key)
    if (!column) return
    options.show({ row: HEAD, column: key })
    const head = options.element()?.querySelector(`[data-head="${CSS.escape(key)}"]`)
    show({
      point: below(head),
      label: t('grid.menu', { column: column.title }),
      filterLabel: t('grid.filterBy', { column: column.title }),
      groups: ofColumn(column),
      column: key,
    })
  }
  function openCell(cell: Cell, point?: OpenMenu['point']): void {
    const column = options.column(cell.column)
    if (!column) return
    const corner = point ?? below(document.getElementById(options.activeId() ?? ''))
    const place = {
      row: options.at(cell.row) ?? null,
      position: cell.row,
      column,
      rows: options.chosen(),
      point: corner,
      at: options.at,
    }
    show({
      point: corner,
      label: t('grid.cellMenu'),
      filterLabel: '',
      groups: ofCell(place),
      column: null,
    })
  }
  return { menu, open, filterShown, openColumn, openCell, close: () => (open.value = false) }
}

const countTicked = (ticked: Ranges, from: number, end: number): number =>
  countOf(ticked) - countOf(remove(ticked, from, end))

function below(element: Element | null | undefined): [x: number, y: number] {
  const box = element?.getBoundingClientRect()
  return box ? [box.left, box.bottom] : [0, 0]
}
