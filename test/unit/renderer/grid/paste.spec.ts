import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { availableText } from '../../../../src-renderer/components/grid/clipboard.ts'
import type { GridColumn } from '../../../../src-renderer/components/grid/columns.ts'
import { MOST_CELLS } from '../../../../src-renderer/components/grid/editing.ts'
import {
  parseMatrix,
  pasteAt,
  type PastePlace,
  type Pasting,
  textFor,
} from '../../../../src-renderer/components/grid/paste.ts'

describe('a text from a spreadsheet', () => {
  it('has tabs between cells and lines between rows', () => {
    expect(parseMatrix('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(parseMatrix('30.06.2030')).toEqual([['30.06.2030']])
    expect(parseMatrix('a\n\nb')).toEqual([['a'], [''], ['b']])
    expect(parseMatrix('a\t\n\tb')).toEqual([
      ['a', ''],
      ['', 'b'],
    ])
    expect(parseMatrix('')).toEqual([])
    expect(parseMatrix('a\rb')).toEqual([['a'], ['b']])
  })

  it('has quotes round what would break a cell, and quotes that mean themselves', () => {
    expect(parseMatrix('"a\tb"\t"say ""x"""\r\n"two\r\nlines"')).toEqual([
      ['a\tb', 'say "x"'],
      ['two\nlines'],
    ])
    expect(parseMatrix('"open\tb')).toEqual([['"open', 'b']])
    expect(parseMatrix('"A" course\tb')).toEqual([['"A" course', 'b']])
    expect(parseMatrix('6" nail')).toEqual([['6" nail']])
  })

  it('is read back as it was copied', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('a', '"', '\t', '\n', '=', "'", ' ', 'ø') })
    const columns: GridColumn<string[]>[] = [0, 1, 2].map((i) => ({
      key: String(i),
      title: '',
      kind: 'text',
      width: 10,
      text: (row) => row[i] ?? '',
    }))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const copied = availableText({ ranges: [[0, rows.length]], columns }, (at) => rows[at])?.text
        expect(parseMatrix(`${copied}\r\n`)).toEqual(rows)
      }),
    )
  })
})

const columns = [
  { key: 'code', title: 'Code', editable: false },
  { key: 'name', title: 'Name', editable: true },
  { key: 'expires', title: 'Expires', editable: true },
  { key: 'used', title: 'Used', editable: false },
  { key: 'email', title: 'E-mail', editable: true },
]
const at = (top: number, bottom: number, left: number, right: number, more: Partial<PastePlace> = {}) => ({
  rectangle: { top, bottom, left, right },
  ticked: [],
  count: 1000,
  columns,
  ...more,
})
function cells(pasting: Pasting): string[][] {
  const rows: string[][] = []
  let nth = 0
  for (const [from, to] of pasting.ranges)
    for (let position = from; position < to; position += 1, nth += 1)
      rows.push([
        String(position),
        ...pasting.columns.map(({ key, from: own }) => `${key}=${textFor(pasting, nth, own)}`),
      ])
  return rows
}
function pasted(text: string, place: PastePlace): Pasting {
  const pasting = pasteAt(parseMatrix(text), place)
  if ('problem' in pasting) throw new Error(pasting.problem)
  return pasting
}
const problem = (text: string, place: PastePlace) => pasteAt(parseMatrix(text), place)

describe('where a paste goes', () => {
  it('from the active cell in its own size', () => {
    const pasting = pasted('a\t1\nb\t2', at(5, 5, 1, 1))
    expect(cells(pasting)).toEqual([
      ['5', 'name=a', 'expires=1'],
      ['6', 'name=b', 'expires=2'],
    ])
    expect(pasting.rectangle).toEqual({ top: 5, bottom: 6, left: 1, right: 2 })
  })

  it('one cell fills the range, and a range that holds it several times is filled', () => {
    expect(cells(pasted('x', at(0, 2, 1, 2)))).toEqual([
      ['0', 'name=x', 'expires=x'],
      ['1', 'name=x', 'expires=x'],
      ['2', 'name=x', 'expires=x'],
    ])
    expect(cells(pasted('a\nb', at(0, 3, 1, 1))).map(([, cell]) => cell)).toEqual([
      'name=a',
      'name=b',
      'name=a',
      'name=b',
    ])
    expect(cells(pasted('a\nb', at(0, 2, 1, 1)))).toHaveLength(2)
  })

  it('leaves read-only columns alone, and says how many cells', () => {
    const pasting = pasted('c\tn\te\tu\tm', at(3, 3, 0, 0))
    expect(cells(pasting)).toEqual([['3', 'name=n', 'expires=e', 'email=m']])
    expect(pasting.readOnly).toBe(2)
    expect(problem('x', at(0, 9, 0, 0))).toEqual({ problem: 'read-only' })
  })

  it('goes row by row into the ticked rows, where only one cell is active', () => {
    const ticked = [
      [2, 4],
      [9, 10],
    ] as const
    expect(cells(pasted('1\n2\n3', at(0, 0, 2, 2, { ticked })))).toEqual([
      ['2', 'expires=1'],
      ['3', 'expires=2'],
      ['9', 'expires=3'],
    ])
    expect(cells(pasted('1', at(0, 0, 2, 2, { ticked })))).toHaveLength(3)
    expect(problem('1\n2', at(0, 0, 2, 2, { ticked }))).toEqual({
      problem: 'rows-differ',
      lines: 2,
      ticked: 3,
    })
    expect(cells(pasted('1\n2', at(0, 1, 2, 2, { ticked }))).map(([row]) => row)).toEqual(['0', '1'])
  })

  it('ends with the report and with its columns', () => {
    const pasting = pasted('a\nb\nc', at(998, 998, 1, 1))
    expect(cells(pasting)).toHaveLength(2)
    expect(pasting.beyond).toBe(1)
    expect(pasted('m\tx\ty', at(0, 0, 4, 4)).columns).toEqual([{ key: 'email', from: 0 }])
  })

  it('leaves out a first line that repeats the titles', () => {
    expect(cells(pasted('Expires\n30.06.2030', at(0, 0, 2, 2)))).toEqual([['0', 'expires=30.06.2030']])
    expect(cells(pasted('Expires', at(0, 0, 2, 2)))).toEqual([['0', 'expires=Expires']])
  })

  it('refuses nothing, and what is too much', () => {
    expect(problem('', at(0, 0, 1, 1))).toEqual({ problem: 'nothing' })
    const all = { ticked: [[0, 1_000_000]] as const, count: 1_000_000 }
    expect(problem('x', at(0, 0, 1, 1, all))).toEqual({ problem: 'too-many', cells: 1_000_000 })
    expect(cells(pasted('x', at(0, MOST_CELLS - 1, 1, 1, { count: 1_000_000 })))).toHaveLength(MOST_CELLS)
  })
})
