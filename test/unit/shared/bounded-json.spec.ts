import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { INPUT_LIMITS, isBounded, parseBoundedJson } from '#shared/bounded-json.ts'
import { nested, nestedArrays } from '../../support/hostile/values.ts'

const { depth, values } = INPUT_LIMITS

describe('JSON within limits', () => {
  it('is what JSON is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseBoundedJson(text)).toEqual(JSON.parse(text))
        expect(isBounded(JSON.parse(text))).toBe(!/"length":[[{]/.test(text))
      }),
    )
  })

  it('has no length that is an object, which a schema cannot compare', () => {
    const input = { ranges: { length: { toString: null } } }
    expect(() => z.object({ ranges: z.array(z.int()).max(3) }).safeParse(input)).toThrow(TypeError)
    expect(isBounded(input)).toBe(false)
    expect(isBounded({ length: 10 })).toBe(true)
  })

  it('counts no brackets and commas of a text', () => {
    const text = JSON.stringify(`\\"${'[{,'.repeat(values)}\\`)
    expect(parseBoundedJson(text)).toBe(JSON.parse(text))
  })

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"\\"":[', ']}]'],
  ])('ends at a depth: %s', (open, close) => {
    const levels = (open.match(/[[{]/g) ?? []).length
    const deepest = Math.floor(depth / levels)
    const text = (count: number) => `${open.repeat(count)}1${close.repeat(count)}`
    expect(isBounded(parseBoundedJson(text(deepest)))).toBe(true)
    expect(() => parseBoundedJson(text(deepest + 1))).toThrow(SyntaxError)
    expect(isBounded(JSON.parse(text(deepest + 1)))).toBe(false)
  })

  it('ends at a number of values, early in a text that goes on', () => {
    expect(parseBoundedJson(`[${'1,'.repeat(values - 10)}1]`)).toHaveLength(values - 9)
    for (const text of [`[${'1,'.repeat(values)}1]`, `[${'[],'.repeat(values)}1]`, nested(10_000_000)])
      expect(() => parseBoundedJson(text)).toThrow(SyntaxError)
  })

  it('takes the largest input of the contract', () => {
    const cells = Array.from({ length: 100_000 }, (_, id) => ({ id, column: 'recipient', text: 'Ola' }))
    const input = { method: 'promo.edit', input: { resultSet: 'x', cells, language: 'nb' } }
    expect(parseBoundedJson(JSON.stringify(input))).toEqual(input)
    expect(isBounded(input)).toBe(true)
    expect(isBounded({ text: 'x'.repeat(5_000_000) })).toBe(true)
  })
})

describe('what only a copied object can be', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic.self = { cyclic }
  let doubling: unknown = []
  for (let level = 0; level < 60; level += 1) doubling = [doubling, doubling]
  const getter = {
    get a(): unknown {
      throw new Error('not to be read')
    },
  }
  const refused: [string, unknown][] = [
    ['cyclic', cyclic],
    ['deep', nestedArrays(100_000)],
    ['one array many times', doubling],
    ['sparse', new Array(4_294_967_295)],
    ['too wide', new Array(values)],
    ['a Map', { a: new Map() }],
    ['a Set', [new Set()]],
    ['too many names', Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`n${at}`, 1]))],
    ['bytes', new Uint8Array(3)],
    ['a date', new Date()],
    ['a function', { then: () => undefined }],
    ['a symbol', [Symbol('a')]],
    ['a getter', getter],
    ['long texts', Array.from({ length: 5 }, () => 'x'.repeat(5_000_000))],
  ]
  it.each(refused)('is no input: %s', (_name, value) => {
    expect(isBounded(value)).toBe(false)
  })

  it('is an input all the same where something is left out', () => {
    expect(isBounded({ a: undefined, b: [null, NaN, 1n] })).toBe(true)
    expect(isBounded(undefined)).toBe(true)
    expect(isBounded(Object.create(null))).toBe(true)
  })
})
