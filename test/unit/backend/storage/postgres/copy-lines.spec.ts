import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  copiedLines,
  copyLines,
  fieldsOf,
  firstFields,
  orNull,
  textField,
} from '#backend/storage/postgres/copy-lines.ts'

const NONE = String.raw`\N`

it('reads the rows that it writes', () => {
  const text = fc.string({ unit: fc.constantFrom('\\', '\t', '\n', '\r', 'N', 'n', 't', 'ø', '😀') })
  const row = fc.tuple(fc.option(text), text, fc.option(fc.integer()))
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const lines = copiedLines([...copyLines(rows)].join(''))
      const read = lines.map((line) => fieldsOf<readonly ['one', 'two', 'three']>(line))
      expect(
        read.map(([one, two, three]) => [orNull(one, textField), textField(two), orNull(three, Number)]),
      ).toEqual(rows)
      for (const [i, line] of lines.entries())
        expect(firstFields(line, 1)).toEqual([[read[i]?.[0]], read[i]?.slice(1).join('\t')])
    }),
  )
})

it('reads what only the server writes with an escape', () => {
  const fields = [String.raw`\b\f\v`, String.raw`a\\N`, NONE]
  expect(copiedLines(`${fields.join('\t')}\n`).map(fieldsOf)).toEqual([fields])
  expect(fields.map((field) => orNull(field, textField))).toEqual(['\b\f\v', String.raw`a\N`, null])
})

it('finds no line where there is none', () => {
  expect(copiedLines('')).toEqual([])
})
