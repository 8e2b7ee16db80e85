import type { EditedCell, RefusedCell, TypedCell } from './editing.ts'

/** A cell that was edited: on its way to the backend, or refused by it with a sentence. */
export interface CellMark extends EditedCell {
  /** The position of its row; null where the order has changed since, and the row has not been seen again. */
  readonly position: number | null
  /** Null while it is on its way. */
  readonly refusal: string | null
}

/** Marks by row id and column, in the order that they were made. */
export type CellMarks = ReadonlyMap<string, CellMark>

export const NO_MARKS: CellMarks = new Map()
export type PlacedCell = EditedCell & { readonly position: number }

export const markKey = (id: number, column: string): string => `${id} ${column}`
const keyOf = ({ id, column }: { id: number; column: string }) => markKey(id, column)

/** These cells are on their way. What was refused before is forgotten where it is edited again. */
export function sent(marks: CellMarks, cells: readonly PlacedCell[]): CellMarks {
  const next = new Map(marks)
  for (const cell of cells) next.set(keyOf(cell), { ...cell, refusal: null })
  return next
}

/** An answer came for these cells: the refused ones stay marked, unless they have been edited again since. */
export function answered(
  marks: CellMarks,
  cells: readonly PlacedCell[],
  refused: readonly RefusedCell[],
): CellMarks {
  const next = new Map(marks)
  const sentences = new Map(refused.map((cell) => [keyOf(cell), cell.sentence]))
  for (const cell of cells) {
    const key = keyOf(cell)
    const mark = next.get(key)
    if (!mark || mark.refusal !== null || mark.text !== cell.text) continue
    const sentence = sentences.get(key)
    if (sentence === undefined) next.delete(key)
    else next.set(key, { ...mark, refusal: sentence })
  }
  return next
}

/** Nothing happened to these cells: what was typed stays, with the sentence. */
export function notKept(marks: CellMarks, cells: readonly PlacedCell[], sentence: string): CellMarks {
  const next = new Map(marks)
  for (const cell of cells) {
    const mark = next.get(keyOf(cell))
    if (mark?.refusal === null) next.set(keyOf(cell), { ...mark, refusal: sentence })
  }
  return next
}

export function without(marks: CellMarks, id: number, column: string): CellMarks {
  if (!marks.has(markKey(id, column))) return marks
  const next = new Map(marks)
  next.delete(markKey(id, column))
  return next
}

/** The rows are ordered differently: where those of the marks are is not known any more. */
export const displaced = (marks: CellMarks): CellMarks =>
  new Map([...marks].map(([key, mark]) => [key, { ...mark, position: null }]))

/** The marks with the places of those whose rows are seen. */
export function located(
  marks: CellMarks,
  seen: readonly { readonly id: number; readonly position: number }[],
): CellMarks {
  if (![...marks.values()].some(({ position }) => position === null)) return marks
  const places = new Map(seen.map(({ id, position }) => [id, position]))
  return new Map(
    [...marks].map(([key, mark]) => [
      key,
      { ...mark, position: mark.position ?? places.get(mark.id) ?? null },
    ]),
  )
}

export const refusedOf = (marks: CellMarks): readonly CellMark[] =>
  [...marks.values()].filter(({ refusal }) => refusal !== null)

/** Forgets what was refused; what is on its way stays. */
export const withoutRefused = (marks: CellMarks): CellMarks =>
  new Map([...marks].filter(([, { refusal }]) => refusal === null))

/** The refused cell after this place, from the top again after the last. Columns by their place on screen. */
export function nextRefused(
  marks: CellMarks,
  from: { readonly row: number; readonly column: string },
  columns: readonly string[],
): { readonly row: number; readonly column: string } | undefined {
  const rank = (row: number, column: string) => row * columns.length + columns.indexOf(column)
  const shown = refusedOf(marks)
    .flatMap(({ position: row, column }) =>
      row !== null && columns.includes(column) ? [{ row, column }] : [],
    )
    .toSorted((a, b) => rank(a.row, a.column) - rank(b.row, b.column))
  return shown.find(({ row, column }) => rank(row, column) > rank(from.row, from.column)) ?? shown[0]
}

/** What was typed and not changed is back: where its rows are is known once they are seen. */
export function withTyped(marks: CellMarks, cells: readonly TypedCell[]): CellMarks {
  const next = new Map(marks)
  for (const { id, column, text, sentence } of cells)
    next.set(markKey(id, column), { id, column, text, refusal: sentence, position: null })
  return next
}
