import { nextTick } from 'vue'
import { useI18n } from 'vue-i18n'
import type { useColumns } from './use-columns.ts'
import { MIN_WIDTH } from './columns.ts'

/** Padding at both sides, the line between cells, and the arrow that a sorted head may have. */
const AROUND = 18
const ARROW = 24
const MOST = 600

/** The width that shows a column's title and the current content of its cells, as they are drawn in `grid`. */
function fitWidth(grid: HTMLElement, column: string): number {
  const escaped = CSS.escape(column)
  const title = grid.querySelector(`[data-head="${escaped}"] .title`)
  const cells = [...grid.querySelectorAll(`[data-cell][data-column="${escaped}"] .content`)]
  const widths = [title ? title.scrollWidth + ARROW : 0, ...cells.map((cell) => cell.scrollWidth)]
  return Math.min(MOST, Math.max(MIN_WIDTH, Math.max(...widths) + AROUND))
}

export interface ColumnActionOptions {
  element(): HTMLElement | undefined
  title(key: string): string
  say(text: string): void
  /** Makes a column the active one. */
  activate(key: string): void
  showActive(): void
}

/** What a person does to a column, with what is said of it and where the active cell is afterwards. */
export function useColumnActions<Row>(
  columns: ReturnType<typeof useColumns<Row>>,
  options: ColumnActionOptions,
) {
  const { t } = useI18n()
  const { keys } = columns

  async function move(key: string, step: -1 | 1): Promise<void> {
    columns.step(key, step)
    // The page keeps the arrangement, and hands it back.
    await nextTick()
    const place = { place: keys.value.indexOf(key) + 1, count: keys.value.length }
    options.say(t('grid.movedColumn', { column: options.title(key), ...place }))
    options.showActive()
  }
  /** The column that takes its place is active then. */
  async function hide(key: string): Promise<void> {
    const at = keys.value.indexOf(key)
    columns.hide(key)
    await nextTick()
    const next = keys.value[at] ?? keys.value.at(-1)
    if (next) options.activate(next)
  }
  function fit(key: string): void {
    const element = options.element()
    if (element) columns.setWidth(key, fitWidth(element, key))
  }
  return { move, hide, fit }
}
