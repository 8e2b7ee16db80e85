import type { Cell } from './cell-range.ts'
import type { EditorAction, Motion } from './keyboard.ts'
import type { useEditing } from './use-editing.ts'

/** Cells filled in one after another with Tab: Enter then goes to the next row, below where the first of them was. */
export interface TabRun {
  readonly start: string
  /** Where the latest Tab led to. */
  readonly at: Cell
}

const isSame = (a: Cell, b: Cell) => a.row === b.row && a.column === b.column

/** The run after a Tab from one cell to another. */
export const afterTab = (run: TabRun | null, from: Cell, at: Cell): TabRun => ({
  start: run && isSame(run.at, from) ? run.start : from.column,
  at,
})

/** The column that Enter in `cell` leads to in the row below. */
export const columnAfterEnter = (run: TabRun | null, cell: Cell): string =>
  run && isSame(run.at, cell) ? run.start : cell.column

export interface EditorKeyOptions<Row> {
  readonly editing: Pick<ReturnType<typeof useEditing<Row>>, 'editor' | 'keep' | 'close'>
  active(): Cell
  /** True when the range has more than one cell. */
  isDrawn(): boolean
  /** The same text in every cell of the range. */
  fill(text: string): void
  move(motion: Motion): void
  goTo(cell: Cell): void
  focus(): void
}

/** What the keys of the editor do: keep and go on, keep in the whole range, or give up. */
export function useEditorKeys<Row>({ editing, active, isDrawn, ...options }: EditorKeyOptions<Row>) {
  let run: TabRun | null = null

  function goOn(motion: Motion): void {
    const from = active()
    options.move(motion)
    if (motion === 'down') options.goTo({ row: active().row, column: columnAfterEnter(run, from) })
    run = motion === 'right' ? afterTab(run, from, active()) : null
  }
  return (action: EditorAction): void => {
    const typed = editing.editor.value?.text ?? ''
    const fills = action.kind === 'keep' && action.then === 'fill' && isDrawn()
    if (action.kind === 'give-up' || fills) editing.close()
    else editing.keep()
    if (fills) options.fill(typed)
    else if (action.kind === 'keep' && action.then !== 'fill') goOn(action.then)
    options.focus()
  }
}
