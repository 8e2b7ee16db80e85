import { useI18n } from 'vue-i18n'
import { countOf, type Ranges } from '#shared/domain/selection.ts'
import { languages } from '#shared/languages/languages.ts'
import { useLanguage } from '../../language.ts'
import type { Cell, Rectangle } from './cell-range.ts'
import type { PlacedCell } from './cell-marks.ts'
import type { GridColumn } from './columns.ts'
import { MOST_CELLS } from './editing.ts'
import { type Matrix, parseMatrix, pasteAt, type PasteProblem, type Pasting, textFor } from './paste.ts'

export interface PasteOptions<Row> {
  count(): number
  /** All columns, and those on screen. */
  columns(): readonly GridColumn<Row>[]
  shown(): readonly GridColumn<Row>[]
  rectangle(): Rectangle | undefined
  ticked(): Ranges
  at(position: number): Row | null | undefined
  read(offset: number, limit: number): Promise<readonly (Row | null)[]>
  rowId(): ((row: Row) => number) | undefined
  whyNot(cell: Cell): string | null
  apply(cells: readonly PlacedCell[], leftOut: { readOnly: number; beyond: number }): Promise<void>
  select(rectangle: Rectangle): void
  say(text: string): void
  onFailed(error: unknown): void
}

const AT_A_TIME = 5000

/** Lays what is pasted, cleared or filled down over cells, also of rows that have not been read yet. */
export function usePaste<Row>(options: PasteOptions<Row>) {
  const { t } = useI18n()
  const { count, language } = useLanguage()

  function problemText(problem: PasteProblem): string {
    const values = {
      cells: 'cells' in problem ? count(problem.cells) : '',
      lines: 'lines' in problem ? count(problem.lines) : '',
      ticked: 'ticked' in problem ? count(problem.ticked) : '',
      most: count(MOST_CELLS),
      columns: new Intl.ListFormat(languages[language.value].locale, { type: 'disjunction' }).format(
        options
          .columns()
          .filter(({ editing }) => editing)
          .map(({ title }) => title),
      ),
    }
    return t(`grid.problems.${problem.problem}`, values)
  }

  /**
   * The rows of the ranges in their order, each with how many places come before its own; those available are not read
   * again, those that are gone are left out.
   */
  async function rowsOf(ranges: Ranges): Promise<{ row: Row; position: number; nth: number }[]> {
    const found: { row: Row; position: number; nth: number }[] = []
    let before = 0
    for (const [from, to] of ranges)
      for (let offset = from; offset < to; offset += AT_A_TIME) {
        const limit = Math.min(AT_A_TIME, to - offset)
        const available = Array.from({ length: limit }, (_, i) => options.at(offset + i))
        const rows = available.includes(undefined) ? await options.read(offset, limit) : available
        rows.forEach((row, i) => row && found.push({ row, position: offset + i, nth: before + i }))
        before += limit
      }
    return found
  }

  async function lay(pasting: Pasting): Promise<void> {
    const id = options.rowId()
    if (!id) return
    try {
      const rows = await rowsOf(pasting.ranges)
      const cells = rows.flatMap(({ position, row, nth }) =>
        pasting.columns.map(({ key, from }) => ({
          id: id(row),
          position,
          column: key,
          text: textFor(pasting, nth, from),
        })),
      )
      await options.apply(cells, { readOnly: pasting.readOnly, beyond: pasting.beyond })
    } catch (error) {
      options.onFailed(error)
    }
  }

  /** Pastes from the range's corner, or into the ticked rows. */
  function put(matrix: Matrix, ticked: Ranges): void {
    const rectangle = options.rectangle()
    if (!rectangle) return
    const editable = options.rowId() !== undefined
    const columns = options
      .shown()
      .map(({ key, title, editing }) => ({ key, title, editable: editable && editing !== undefined }))
    const pasting = pasteAt(matrix, { rectangle, ticked, count: options.count(), columns })
    if ('problem' in pasting) return options.say(problemText(pasting))
    // One cell that cannot be edited says why itself.
    const [target] = pasting.columns
    if (target && countOf(pasting.ranges) === 1 && pasting.columns.length === 1) {
      const why = options.whyNot({ row: pasting.ranges[0]?.[0] ?? 0, column: target.key })
      if (why !== null) return options.say(why)
    }
    if (pasting.rectangle) options.select(pasting.rectangle)
    void lay(pasting)
  }

  async function fillDown(): Promise<void> {
    const rectangle = options.rectangle()
    if (!rectangle || rectangle.bottom === rectangle.top) return options.say(t('grid.problems.fill-one'))
    try {
      const [first] = await rowsOf([[rectangle.top, rectangle.top + 1]])
      if (!first) return
      const texts = options
        .shown()
        .slice(rectangle.left, rectangle.right + 1)
        .map((column) => column.editing?.start(first.row) ?? '')
      put([texts], [])
    } catch (error) {
      options.onFailed(error)
    }
  }

  return {
    paste: (text: string) => put(parseMatrix(text), options.ticked()),
    /** The same text in every cell of the range. */
    fill: (text: string) => put([[text]], []),
    clear: () => put([['']], []),
    fillDown,
  }
}
