import { describe, expect, it } from 'vitest'
import {
  copiedOf,
  MOST_TABLE_CELLS,
  availableText,
  textOf,
} from '../../../../src-renderer/components/grid/clipboard.ts'
import type { GridColumn } from '../../../../src-renderer/components/grid/columns.ts'

interface Row {
  code: string
  name: string
}
const columns: GridColumn<Row>[] = [
  { key: 'code', title: 'Code', kind: 'code', width: 100, text: (row) => row.code },
  {
    key: 'name',
    title: 'Name',
    kind: 'text',
    width: 100,
    text: (row) => row.name,
    copy: (row) => `${row.name}.`,
  },
]
const row = (n: number): Row => ({ code: `C${n}`, name: `N${n}` })
const copied = (one: Row) => availableText({ ranges: [[0, 1]], columns }, () => one)?.text
const cells = (top: number, bottom: number, left: number, right: number) => ({ top, bottom, left, right })

describe('copying cells', () => {
  it('takes a range of cells before ticked rows, and these before a single cell', () => {
    expect(copiedOf(cells(2, 4, 1, 1), [[0, 9]], columns)).toEqual({
      ranges: [[2, 5]],
      columns: [columns[1]],
    })
    expect(copiedOf(cells(2, 2, 1, 1), [[0, 9]], columns)).toEqual({ ranges: [[0, 9]], columns })
    expect(copiedOf(cells(2, 2, 1, 1), [], columns)).toEqual({ ranges: [[2, 3]], columns: [columns[1]] })
    expect(copiedOf(undefined, [], columns)).toBeNull()
  })

  it('separates by tabs, and quotes what would break a cell', () => {
    expect(copied(row(1))).toBe('C1\tN1.')
    expect(copied({ code: 'a\tb', name: 'say "x"\n' })).toBe('"a\tb"\t"say ""x""\n."')
  })

  it('is not run as a formula where it is pasted', () => {
    expect(copied({ code: '=1+1', name: '@x' })).toBe("'=1+1\t'@x.")
  })

  it('copies what is loaded at once, leaving out rows that are gone', () => {
    const at = (position: number) => (position === 1 ? null : row(position))
    expect(availableText({ ranges: [[0, 3]], columns }, at)?.text).toBe('C0\tN0.\r\nC2\tN2.')
    expect(availableText({ ranges: [[0, 3]], columns }, () => undefined)).toBeNull()
  })

  it('has the titles as its first line where they are requested', () => {
    const copied = availableText({ ranges: [[0, 1]], columns, titles: true }, row)
    expect(copied?.text).toBe('Code\tName\r\nC0\tN0.')
    expect(copied?.html).toContain('>Code</td>')
  })

  it('is a table as well, whose codes stay texts and whose texts are no mark-up', () => {
    const copied = availableText({ ranges: [[0, 1]], columns }, () => ({
      code: '12E34567',
      name: '<b>A & B\n',
    }))
    expect(copied?.html).toContain(`<td style="mso-number-format:'\\@'" sdnum="1033;0;@">12E34567</td>`)
    expect(copied?.html).toContain('>&lt;b&gt;A &amp; B<br>.</td>')
  })

  it('is no table where that would be very large', () => {
    const many = MOST_TABLE_CELLS / 2 + 1
    expect(availableText({ ranges: [[0, many]], columns }, row)?.html).toBeNull()
    expect(availableText({ ranges: [[0, many - 1]], columns }, row)?.html).not.toBeNull()
  })

  it('reads what is not loaded in blocks of 5,000, and reports its progress', async () => {
    const strides: [number, number][] = []
    const progress: number[] = []
    const { text, html } = await textOf(
      {
        ranges: [
          [10, 12],
          [100, 12_100],
        ],
        columns,
      },
      {
        read: async (offset, limit) => {
          strides.push([offset, limit])
          return Array.from({ length: limit }, (_, i) => row(offset + i))
        },
        onProgress: (done) => progress.push(done),
        signal: new AbortController().signal,
      },
    )
    expect(strides).toEqual([
      [10, 2],
      [100, 5000],
      [5100, 5000],
      [10_100, 2000],
    ])
    expect(progress).toEqual([2, 5002, 10_002, 12_002])
    const lines = text.split('\r\n')
    expect(lines).toHaveLength(12_002)
    expect(html?.match(/<tr>/g)).toHaveLength(12_002)
    expect([lines[0], lines[2], lines.at(-1)]).toEqual(['C10\tN10.', 'C100\tN100.', 'C12099\tN12099.'])
  })

  it('stops when it is cancelled', async () => {
    const stop = new AbortController()
    const copying = textOf(
      { ranges: [[0, 20_000]], columns },
      { read: async () => [], onProgress: () => stop.abort(), signal: stop.signal },
    )
    await expect(copying).rejects.toThrow()
  })
})
