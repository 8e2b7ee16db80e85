import { type GridColumn, MAX_WIDTH, MIN_WIDTH } from './columns.ts'

/** How a person has one column. */
export interface ColumnState {
  readonly column: string
  readonly width: number
  readonly hidden: boolean
  readonly frozen: boolean
}

/** All columns of a grid as a person has them, in their order; what is kept with a view. */
export type Arrangement = readonly ColumnState[]

type Zone = 'start' | 'free' | 'end'
type Columns<Row> = readonly GridColumn<Row>[]

/** So much of the view is left to the columns that scroll, else frozen ones scroll too. */
export const LEAST_FREE = 160

const usual = <Row>({ key, width, pinned }: GridColumn<Row>): ColumnState => ({
  column: key,
  width,
  hidden: false,
  frozen: pinned !== undefined,
})

/**
 * What was kept, made to fit the columns that there are: unknown ones are dropped, new ones are where they usually are,
 * widths are within reason, and what must be shown is. Frozen columns come first (or last), as on screen.
 */
export function arrangementOf<Row>(columns: Columns<Row>, kept: Arrangement = []): Arrangement {
  const list: ColumnState[] = []
  for (const state of kept) {
    const column = columns.find(({ key }) => key === state.column)
    if (!column || list.some((one) => one.column === state.column)) continue
    list.push({
      column: state.column,
      width: inReason(state.width),
      hidden: state.hidden && !column.alwaysShown,
      frozen: state.frozen,
    })
  }
  columns.forEach((column, i) => {
    if (list.some((one) => one.column === column.key)) return
    const before = columns.slice(0, i).findLast(({ key }) => list.some((one) => one.column === key))
    const at = before ? list.findIndex((one) => one.column === before.key) + 1 : 0
    list.splice(at, 0, usual(column))
  })
  return byZone(columns, list)
}

const inReason = (width: number): number => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(width)))
const columnOf = <Row>(columns: Columns<Row>, key: string) => columns.find((column) => column.key === key)

function zoneOf<Row>(columns: Columns<Row>, { column, frozen }: ColumnState): Zone {
  return frozen ? (columnOf(columns, column)?.pinned ?? 'start') : 'free'
}

const RANK: Record<Zone, number> = { start: 0, free: 1, end: 2 }
const byZone = <Row>(columns: Columns<Row>, list: Arrangement): Arrangement =>
  list.toSorted((a, b) => RANK[zoneOf(columns, a)] - RANK[zoneOf(columns, b)])

/**
 * The columns to show, in their order, pinned as they are frozen. Where frozen ones would leave too little of a view
 * this wide, the innermost scroll with the others.
 */
export function shownColumns<Row>(
  columns: Columns<Row>,
  arrangement: Arrangement,
  view = Infinity,
): Columns<Row> {
  let room = view - LEAST_FREE
  return arrangement.flatMap((state) => {
    const found = columnOf(columns, state.column)
    if (!found || state.hidden) return []
    const { pinned, ...column } = found
    const zone = state.frozen ? (pinned ?? 'start') : 'free'
    if (zone === 'free') return [column]
    room -= state.width
    return room < 0 && zone === 'start' ? [column] : [{ ...column, pinned: zone }]
  })
}

export const widthsOf = (arrangement: Arrangement): ReadonlyMap<string, number> =>
  new Map(arrangement.map(({ column, width }) => [column, width]))

const changed = (arrangement: Arrangement, key: string, change: Partial<ColumnState>): Arrangement =>
  arrangement.map((state) => (state.column === key ? { ...state, ...change } : state))

export const withWidth = (arrangement: Arrangement, key: string, width: number): Arrangement =>
  changed(arrangement, key, { width: inReason(width) })

/** Hides or shows a column. What is always shown, and the last one that is left, stays. */
export function withHidden<Row>(
  columns: Columns<Row>,
  arrangement: Arrangement,
  key: string,
  hidden: boolean,
): Arrangement {
  const others = arrangement.some((state) => state.column !== key && !state.hidden)
  if (hidden && (columnOf(columns, key)?.alwaysShown || !others)) return arrangement
  return changed(arrangement, key, { hidden })
}

/** Freezes a column beside those that are frozen already, or loosens it to be the first (or last) that scrolls. */
export function withFrozen<Row>(
  columns: Columns<Row>,
  arrangement: Arrangement,
  key: string,
  frozen: boolean,
): Arrangement {
  return byZone(columns, changed(arrangement, key, { frozen }))
}

/** Puts a column before or after another; beside a frozen one it is frozen, beside one that scrolls it scrolls. */
export function withPlace<Row>(
  columns: Columns<Row>,
  arrangement: Arrangement,
  key: string,
  beside: string,
  side: 'before' | 'after',
): Arrangement {
  const moving = arrangement.find((state) => state.column === key)
  const target = arrangement.find((state) => state.column === beside)
  if (!moving || !target || key === beside) return arrangement
  const rest = arrangement.filter((state) => state.column !== key)
  const at = rest.indexOf(target) + (side === 'after' ? 1 : 0)
  const zone = zoneOf(columns, target)
  // A column is only ever frozen at its own side.
  const frozen = zone !== 'free' && zone === zoneOf(columns, { ...moving, frozen: true })
  return byZone(columns, [...rest.slice(0, at), { ...moving, frozen }, ...rest.slice(at)])
}

/** Moves a column one place among those that are shown; over the edge of the frozen ones it joins or leaves them first. */
export function withStep<Row>(
  columns: Columns<Row>,
  arrangement: Arrangement,
  key: string,
  step: -1 | 1,
): Arrangement {
  const shown = arrangement.filter(({ hidden }) => !hidden)
  const at = shown.findIndex((state) => state.column === key)
  const [moving, neighbour] = [shown[at], shown[at + step]]
  if (!moving || !neighbour) return arrangement
  const sameZone = zoneOf(columns, moving) === zoneOf(columns, neighbour)
  const side = step > 0 === sameZone ? 'after' : 'before'
  return withPlace(columns, arrangement, key, neighbour.column, side)
}
