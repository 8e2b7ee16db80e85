import fc from 'fast-check'
import { expect, it } from 'vitest'
import { copiedRows, copyLines, orNull, textField } from '#backend/storage/postgres/copy-lines.ts'

const NONE = String.raw`\N`

it('reads the rows that it writes', () => {
  const text = fc.string({ unit: fc.constantFrom('\\', '\t', '\n', '\r', 'N', 'n', 't', 'ø', '😀') })
  const row = fc.tuple(fc.option(text), text, fc.option(fc.integer()))
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const read = copiedRows<readonly [string, string, string]>([...copyLines(rows)].join(''))
      expect(
        read.map(([one, two, three]) => [orNull(one, textField), textField(two), orNull(three, Number)]),
      ).toEqual(rows)
    }),
  )
})

it('reads what only the server writes with an escape', () => {
  const fields = [String.raw`\b\f\v`, String.raw`a\\N`, NONE]
  expect(copiedRows(`${fields.join('\t')}\n`)).toEqual([fields])
  expect(fields.map((field) => orNull(field, textField))).toEqual(['\b\f\v', String.raw`a\N`, null])
})

it('reads no row where there is none', () => {
  expect(copiedRows('')).toEqual([])
})
