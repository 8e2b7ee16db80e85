import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Cell } from './cell-range.ts'
import {
  answered,
  type CellMark,
  type CellMarks,
  displaced,
  located,
  markKey,
  NO_MARKS,
  notKept,
  type PlacedCell,
  refusedOf,
  sent,
  without,
  withTyped,
  withoutRefused,
} from './cell-marks.ts'
import type { GridColumn } from './columns.ts'
import type { EditCells, EditOutcome, TypedCell } from './editing.ts'

/** The cell that is being edited. */
export interface Editor {
  readonly id: number
  readonly position: number
  readonly column: string
  readonly text: string
  /** The text before the edit. */
  readonly before: string
  /** What the person saw as stored; undefined while something of theirs is on its way there. */
  readonly seen: string | undefined
}

export interface EditingOptions<Row> {
  column(key: string): GridColumn<Row> | undefined
  at(position: number): Row | null | undefined
  rowId(): ((row: Row) => number) | undefined
  edit(): EditCells | undefined
  /** Reads the rows in view again. */
  refresh(): Promise<void>
  /** Says something at the active cell. */
  say(text: string): void
  /** A cell that was typed in was refused. */
  onRefused(mark: CellMark): void
  onEdited(outcome: EditOutcome): void
  onFailed(error: unknown): void
}

/** Editing in place: the open editor, and the marks of cells that are on their way or were refused. */
export function useEditing<Row>(options: EditingOptions<Row>) {
  const { t } = useI18n()
  const editor = shallowRef<Editor | null>(null)
  const marks = shallowRef<CellMarks>(NO_MARKS)

  function idAt(position: number): number | undefined {
    const row = options.at(position)
    return row ? options.rowId()?.(row) : undefined
  }
  function markAt({ row, column }: Cell): CellMark | undefined {
    const id = marks.value.size > 0 ? idAt(row) : undefined
    return id === undefined ? undefined : marks.value.get(markKey(id, column))
  }

  /** Why a cell cannot be edited; null when it can. */
  function whyNot({ row: position, column: key }: Cell): string | null {
    const column = options.column(key)
    const row = options.at(position)
    if (!column || !options.edit()) return t('grid.readOnlyReport')
    if (!column.editing) return column.readOnly ?? t('grid.readOnly', { column: column.title })
    return row ? (column.editing.refuses?.(row) ?? null) : null
  }

  /** Opens the editor with the content of the cell, or with what was typed instead of it. */
  function begin(cell: Cell, typed: string | null): void {
    const why = whyNot(cell)
    if (why !== null) return options.say(why)
    const row = options.at(cell.row)
    const id = idAt(cell.row)
    const editing = options.column(cell.column)?.editing
    if (!row || id === undefined || !editing) return
    const before = editing.start(row)
    const mark = markAt(cell)
    const text = typed ?? mark?.text ?? before
    const seen = mark && mark.refusal === null ? undefined : before
    editor.value = { id, position: cell.row, column: cell.column, text, before, seen }
  }

  /** Closes the editor and changes the cell; answers what was typed, also when that changes nothing. */
  function keep(): string | null {
    const closed = editor.value
    if (!closed) return null
    editor.value = null
    const { id, position, column, before, seen } = closed
    const text = closed.text.trim()
    if (text === before.trim()) marks.value = without(marks.value, id, column)
    else void apply([{ id, position, column, text, ...(seen !== undefined && { seen }) }])
    return text
  }

  const underWay = new Set<Promise<void>>()
  function apply(cells: readonly PlacedCell[], leftOut = { readOnly: 0, beyond: 0 }): Promise<void> {
    const edit = options.edit()
    if (!edit || cells.length === 0) return Promise.resolve()
    const applied = send(edit, cells, leftOut).finally(() => underWay.delete(applied))
    underWay.add(applied)
    return applied
  }
  async function send(
    edit: EditCells,
    cells: readonly PlacedCell[],
    leftOut: { readOnly: number; beyond: number },
  ): Promise<void> {
    marks.value = sent(marks.value, cells)
    try {
      const refused = await edit(cells.map(({ position: _, ...cell }) => cell))
      // The typed text stays until the changed row is there, so that the old one does not flash up.
      await options.refresh()
      marks.value = answered(marks.value, cells, refused)
      const [only] = cells.length === 1 ? cells : []
      const mark = only && marks.value.get(markKey(only.id, only.column))
      if (mark && mark.refusal !== null) options.onRefused(mark)
      options.onEdited({ changed: cells.length - refused.length, refused: refused.length, ...leftOut })
    } catch (error) {
      marks.value = notKept(marks.value, cells, t('grid.notKept'))
      options.onFailed(error)
    }
  }

  /** What was typed and is in no row: in cells that were refused or are on their way, and in the one that is edited. */
  const typed = computed<readonly TypedCell[]>(() => {
    const marked = [...marks.value.values()].map(({ id, column, text, refusal }) => ({
      id,
      column,
      text,
      sentence: refusal ?? t('grid.notKept'),
    }))
    const open = editor.value
    if (!open || open.text.trim() === open.before.trim()) return marked
    const { id, column, text } = open
    const others = marked.filter((cell) => cell.id !== id || cell.column !== column)
    return [...others, { id, column, text, sentence: t('grid.notKept') }]
  })

  /** Discards what was refused in a cell; false when there is nothing. */
  function discardRefused(cell: Cell): boolean {
    const mark = markAt(cell)
    if (!mark || mark.refusal === null) return false
    marks.value = without(marks.value, mark.id, mark.column)
    return true
  }

  return {
    editor,
    marks,
    refused: computed(() => refusedOf(marks.value).length),
    typed,
    bringBack: (cells: readonly TypedCell[]) => (marks.value = withTyped(marks.value, cells)),
    begin,
    keep,
    apply,
    idAt,
    markAt,
    whyNot,
    discardRefused,
    /** True while cells are on their way: what was read before does not hold. */
    isUnderWay: () => underWay.size > 0,
    arrived: () => Promise.all(underWay),
    displace: () => (marks.value = displaced(marks.value)),
    locate: (seen: readonly { id: number; position: number }[]) => (marks.value = located(marks.value, seen)),
    discardAllRefused: () => (marks.value = withoutRefused(marks.value)),
    type: (text: string) => editor.value && (editor.value = { ...editor.value, text }),
    close: () => (editor.value = null),
  }
}
