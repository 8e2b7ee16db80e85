import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvText } from '#backend/kernel/files/table/csv.ts'
import { escapeXml, isHarmless, textElement } from '#backend/kernel/files/table/xlsx-text.ts'
import { columnLetters } from '#backend/kernel/files/table/xlsx.ts'
import { parseCsv } from '#backend/areas/tables/text/csv-parser.ts'
import { isDangerous, unguardFormula } from '#shared/domain/formula-guard.ts'

const limits = { rows: 10, columns: 10, columnsKept: 10, cellLength: 10_000 }
const awkward = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom("'", '"', ';', ',', '\t', '\r', '\n', ' ', '=', '-', 'æ', '1', '|'),
    maxLength: 10,
  }),
)

describe('cells of a text file', () => {
  it('come back as they were, in any neighbourhood', () => {
    const delimiters = fc.constantFrom(';' as const, ',' as const)
    fc.assert(
      fc.property(fc.array(awkward, { minLength: 1, maxLength: 5 }), delimiters, (texts, delimiter) => {
        const line = ['x', ...texts].map(csvText).join(delimiter)
        const { records } = parseCsv(`${line}\r\n`, delimiter, limits)
        expect(records.map(({ cells }) => cells.map(unguardFormula))).toEqual([['x', ...texts]])
      }),
      { numRuns: 5000 },
    )
  })

  it('are in quotes where any usual delimiter would divide them', () => {
    expect(csvText('Nordvik AS')).toBe('Nordvik AS')
    expect(csvText('a;b')).toBe('"a;b"')
    expect(csvText('a,b')).toBe('"a,b"')
    expect(csvText('say "hi"')).toBe('"say ""hi"""')
    expect(csvText('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"')
    expect(csvText('-12.50')).toBe('-12.50')
  })
})

describe('cells of a workbook', () => {
  it('are XML whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          awkward,
          fc.string({ unit: fc.integer({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
        ),
        (text) => {
          const escaped = escapeXml(text)
          expect(escaped.isWellFormed()).toBe(true)
          expect([...escaped].filter((letter) => letter < ' ' && letter !== '\t' && letter !== '\n')).toEqual(
            [],
          )
          expect(/[<>\ufffe\uffff]|&(?!amp;|lt;|gt;|quot;|#39;|#13;)/.test(escaped)).toBe(false)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('take the short way only where nothing is to be done', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        fc.pre(isHarmless(text))
        expect(isDangerous(text)).toBe(false)
        expect(textElement(escapeXml(text))).toBe(`<t>${text}</t>`)
      }),
      { numRuns: 3000 },
    )
  })

  it('keep what Excel would take for an escape, and white space', () => {
    expect(escapeXml('A_x0041_B')).toBe('A_x005F_x0041_B')
    expect(textElement(' a')).toBe('<t xml:space="preserve"> a</t>')
  })

  it('are in columns that are numbered by letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ])
  })
})
