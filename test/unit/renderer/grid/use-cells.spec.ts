import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import type { Ranges } from '#shared/domain/selection.ts'
import { type OtherAction, useCells } from '../../../../src-renderer/components/grid/use-cells.ts'

const COLUMNS = ['code', 'name', 'expires', 'email']

function cellsOver(count = 100) {
  const ticked = ref<Ranges>([])
  const columns = ref<readonly string[]>(COLUMNS)
  const did: string[] = []
  const acted: OtherAction[] = []
  let refused = false
  const cells = useCells({
    count: () => count,
    columns: () => columns.value,
    page: () => 10,
    ticked: () => ticked.value,
    setTicked: (ranges) => (ticked.value = ranges),
    show: ({ row, column }) => did.push(`show ${row} ${column}`),
    open: (position) => did.push(`open ${position}`),
    sort: (column, adding) => did.push(`sort ${column}${adding ? ' too' : ''}`),
    discardRefused: () => refused,
    act: (action) => acted.push(action),
  })
  function press(keys: string): boolean {
    const parts = keys.split('+')
    let prevented = false
    cells.onKey({
      key: parts.at(-1) ?? '',
      ctrlKey: parts.includes('Ctrl'),
      metaKey: false,
      shiftKey: parts.includes('Shift'),
      altKey: parts.includes('Alt'),
      isComposing: false,
      preventDefault: () => (prevented = true),
    } as unknown as KeyboardEvent)
    return prevented
  }
  return { cells, ticked, columns, did, acted, press, setRefused: (now: boolean) => (refused = now) }
}

describe('the cells of a grid', () => {
  it('begin at the first, and show where a key leads', () => {
    const { cells, did, press } = cellsOver()
    expect(cells.active.value).toEqual({ row: 0, column: 'code' })
    press('ArrowRight')
    press('PageDown')
    expect(cells.active.value).toEqual({ row: 10, column: 'name' })
    expect(did.at(-1)).toBe('show 10 name')
  })

  it('tick the rows of a range with Space, and all with Ctrl+A', () => {
    const { cells, ticked, press } = cellsOver()
    cells.place({ row: 3, column: 'name' }, false)
    cells.place({ row: 6, column: 'name' }, true)
    press(' ')
    expect(ticked.value).toEqual([[3, 7]])
    press(' ')
    expect(ticked.value).toEqual([])
    press('Ctrl+a')
    expect(ticked.value).toEqual([[0, 100]])
  })

  it('clear with Escape: first what was refused, then the range, then the ticks', () => {
    const { cells, ticked, press, setRefused } = cellsOver()
    press('Ctrl+a')
    cells.select({ top: 2, bottom: 5, left: 1, right: 2 })
    setRefused(true)
    press('Escape')
    expect(cells.rectangle.value).toEqual({ top: 2, bottom: 5, left: 1, right: 2 })
    setRefused(false)
    press('Escape')
    expect(cells.rectangle.value).toEqual({ top: 2, bottom: 2, left: 1, right: 1 })
    expect(ticked.value).toHaveLength(1)
    press('Escape')
    expect(ticked.value).toEqual([])
  })

  it('take a whole column with Ctrl+Space, a million rows at once', () => {
    const { cells, press } = cellsOver(1_000_000)
    cells.place({ row: 500_000, column: 'expires' }, false)
    press('Ctrl+ ')
    expect(cells.rectangle.value).toEqual({ top: 0, bottom: 999_999, left: 2, right: 2 })
    expect(cells.active.value.row).toBe(0)
  })

  it('sort in the head, open elsewhere', () => {
    const { did, press } = cellsOver()
    press('Enter')
    press('ArrowUp')
    press('Enter')
    press('Shift+Enter')
    expect(did.filter((step) => !step.startsWith('show'))).toEqual(['open 0', 'sort code', 'sort code too'])
  })

  it('hand on what is more than cells; a stroke that begins a letter goes on to the editor', () => {
    const { acted, press } = cellsOver()
    expect(press('F2')).toBe(true)
    expect(press('ø')).toBe(true)
    expect(press('Dead')).toBe(false)
    expect(press('F6')).toBe(false)
    expect(acted).toEqual([
      { kind: 'edit', text: null },
      { kind: 'edit', text: 'ø' },
      { kind: 'edit', text: '' },
    ])
  })

  it('have another active column where theirs was hidden', () => {
    const { cells, columns } = cellsOver()
    cells.place({ row: 4, column: 'name' }, false)
    columns.value = ['code', 'email']
    expect(cells.active.value).toEqual({ row: 4, column: 'code' })
    expect(cells.rectangle.value).toBeUndefined()
  })
})
