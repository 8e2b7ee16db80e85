import { computed, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Cell } from './cell-range.ts'
import type { CellMark } from './cell-marks.ts'
import type { CellHint } from './editing.ts'

/** A sentence at a cell of a row. */
export interface Tip {
  readonly column: string
  readonly text: string
  readonly more?: string | undefined
  readonly tone: 'plain' | 'good' | 'bad'
  /** Above the cell, where there is no room below. */
  readonly above: boolean
  /** Along the cell's right edge, where there is no room to its right. */
  readonly end: boolean
}

export interface TipOptions {
  active(): Cell
  mark(cell: Cell): CellMark | undefined
  /** While a cell is edited: what its column says of the text so far. */
  hint(): CellHint | null | undefined
  side(cell: Cell): Pick<Tip, 'above' | 'end'>
}

const LONGEST = 60
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** What is said at the active cell: of the text being typed, else what was just said, else why the cell was refused. */
export function useTip({ active, mark, hint, side }: TipOptions) {
  const { t } = useI18n()
  const said = shallowRef<string | null>(null)
  watch(active, () => (said.value = null))

  const tip = computed<Tip | null>(() => {
    const cell = active()
    const placed = { column: cell.column, ...side(cell) }
    const typed = hint()
    if (typed !== undefined)
      return typed && { ...placed, text: typed.text, tone: typed.good ? 'good' : 'bad' }
    if (said.value) return { ...placed, text: said.value, tone: 'plain' }
    const refused = mark(cell)
    if (!refused?.refusal) return null
    return {
      ...placed,
      text: refused.refusal,
      more: t('grid.keepsText', { text: shortened(refused.text) }),
      tone: 'bad',
    }
  })
  return {
    tip,
    /** Said until the active cell is another. */
    say: (text: string) => (said.value = text),
    /** True when something was being said. */
    dismiss: (): boolean => {
      const was = said.value !== null
      said.value = null
      return was
    },
    said,
  }
}
