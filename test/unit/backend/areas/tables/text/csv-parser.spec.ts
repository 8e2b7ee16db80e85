import { describe, expect, it } from 'vitest'
import type { Delimiter } from '#shared/contract/recipients.ts'
import { parseCsv } from '#backend/areas/tables/text/csv-parser.ts'

const limits = { rows: 1000, columns: 20, columnsKept: 10, cellLength: 100 }
const cellsOf = (text: string, delimiter: Delimiter = ';') =>
  parseCsv(text, delimiter, limits).records.map(({ cells }) => cells)

describe('delimited text', () => {
  it.each<[what: string, text: string, cells: string[][]]>([
    ['nothing', '', []],
    ['one cell', 'a', [['a']]],
    [
      'a last line without an end',
      'a;b\r\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['line ends of every kind', 'a\nb\r\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    ['empty cells', ';a;;\n', [['', 'a', '', '']]],
    ['ragged rows', 'a;b;c\nd\n', [['a', 'b', 'c'], ['d']]],
    ['quotes', '"a;b";"c ""d"" e"\n', [['a;b', 'c "d" e']]],
    ['line ends in quotes', '"a\r\nb";c', [['a\r\nb', 'c']]],
    ['empty quotes', '"";""', []],
    ['text after a closing quote', '"Nordmann, Ola" <a@b.no>;x', [['Nordmann, Ola <a@b.no>', 'x']]],
    ['a quote inside a cell', 'Ola "Oppland" Hansen;x', [['Ola "Oppland" Hansen', 'x']]],
    [
      'a quote that never closes',
      'a;"b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a quote that would close where another cell opens',
      'a@b.no;"Kari\nc@d.no;"Ola";x',
      [
        ['a@b.no', 'Kari'],
        ['c@d.no', 'Ola', 'x'],
      ],
    ],
    [
      'a quote that would close behind another recipient',
      'a@b.no;"Kari\nc@d.no;Ola 5"\ne@f.no;Per',
      [
        ['a@b.no', 'Kari'],
        ['c@d.no', 'Ola 5"'],
        ['e@f.no', 'Per'],
      ],
    ],
    [
      'a quote that would close in a cell of the next line',
      'a@b.no;"Kari;Oslo\nc@d.no;Ola "O" Li;Bø',
      [
        ['a@b.no', 'Kari', 'Oslo'],
        ['c@d.no', 'Ola "O" Li', 'Bø'],
      ],
    ],
    [
      'a quote that would close where the next cell of its line opens',
      'a@b.no;"Kari;"Oslo"\nc@d.no;Ola;Bø',
      [
        ['a@b.no', 'Kari', 'Oslo'],
        ['c@d.no', 'Ola', 'Bø'],
      ],
    ],
    [
      'a quote that would close before an empty cell in quotes',
      'a@b.no;"Kari\nc@d.no;""\ne@f.no;"Per"',
      [
        ['a@b.no', 'Kari'],
        ['c@d.no', ''],
        ['e@f.no', 'Per'],
      ],
    ],
    ['addresses line by line in one cell', '"a@b.no;\nc@d.no; e@f.no";x', [['a@b.no;\nc@d.no; e@f.no', 'x']]],
    [
      'an address in a remark of several lines',
      'a@b.no;Kari;"Linje 1\nlinje 2; se c@d.no"\ne@f.no;Ola;x',
      [
        ['a@b.no', 'Kari', 'Linje 1\nlinje 2; se c@d.no'],
        ['e@f.no', 'Ola', 'x'],
      ],
    ],
    ['text in a formula', '="a;b";="c ""d"""', [['a;b', 'c "d"']]],
    ['other formulas', '="a"&"b";=1', [['="a"&"b"', '=1']]],
    ['spaces before a quote', 'x; "a;b" ;  "c"', [['x', 'a;b ', 'c']]],
    ['spaces before a quote that is a letter', 'x; "a" b', [['x', ' "a" b']]],
    ['a closing quote at the very end', '"a"', [['a']]],
    ['white space, which stays', ' a ; b', [[' a ', ' b']]],
    ['rows with nothing in them', 'a\n\n ; \n\n;;\nb', [['a'], ['b']]],
  ])('%s', (_, text, cells) => expect(cellsOf(text)).toEqual(cells))

  it('numbers rows as a spreadsheet does: blank ones count, a quoted line end does not', () => {
    const { records } = parseCsv('a\n\n"b\nc"\n;;\nd\n', ';', limits)
    expect(records.map(({ row }) => row)).toEqual([1, 3, 5])
  })

  it('takes commas and tabs for letters when they divide nothing', () => {
    expect(cellsOf('a,b\tc', 'none')).toEqual([['a,b\tc']])
    expect(cellsOf('a,b;c', ',')).toEqual([['a', 'b;c']])
  })

  it('stops at its limits, and says which', () => {
    expect(parseCsv('a\n'.repeat(1001), ';', limits).stopped).toEqual({ why: 'rows' })
    expect(parseCsv(';'.repeat(40), ';', limits).stopped).toEqual({ why: 'columns', columns: 41 })
    expect(cellsOf('x'.repeat(500))).toEqual([['x'.repeat(100)]])
    expect(cellsOf(`"${'x'.repeat(500)}"y`)).toEqual([['x'.repeat(100)]])
    expect(cellsOf('a;'.repeat(15) + 'b')[0]).toHaveLength(10)
  })
})
