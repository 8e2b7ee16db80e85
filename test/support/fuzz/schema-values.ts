import fc from 'fast-check'
import { awkwardNumber, awkwardText, anyName, largeValue, plainValue } from './values.ts'

/** A node of a JSON Schema, as far as schemas here use it. */
export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema | false
  readonly prefixItems?: readonly Schema[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly $ref?: string
}

/** Values for what a schema does not say enough about, by the name of the property; '' for any value of a root. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>

const LONGEST = 60
const MANY = 6

/** Values that the schema describes: right, but for the rules that only code knows. */
export function valuesOf(schema: Schema, known: Known, property = ''): fc.Arbitrary<unknown> {
  const own = known[property]
  if (own && schema.const === undefined) return own
  if (schema.$ref !== undefined) return plainValue
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return fc.oneof(...alternatives.map((one) => valuesOf(one, known, property)))
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, known)
    case 'array':
      return arraysOf(schema, known)
    case 'integer':
    case 'number':
      return numbersOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return textsOf(schema)
    case 'null':
      return fc.constant(null)
    default:
      return plainValue
  }
}

function objectsOf({ properties = {}, required = [] }: Schema, known: Known): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(
    ([name, schema]) => [name, valuesOf(schema, known, name)] as const,
  )
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] })
}

function arraysOf({ items, prefixItems, minItems = 0, maxItems }: Schema, known: Known) {
  if (prefixItems) return fc.tuple(...prefixItems.map((item) => valuesOf(item, known)))
  const maxLength = Math.max(minItems, Math.min(MANY, maxItems ?? MANY))
  return fc.array(items ? valuesOf(items, known) : plainValue, { minLength: minItems, maxLength })
}

function numbersOf({ minimum = -Number.MAX_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: Schema) {
  const low = Math.max(minimum, Math.min(0, maximum))
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: low, max: Math.min(maximum, low + 20) }) },
    { weight: 1, arbitrary: fc.integer({ min: minimum, max: maximum }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  )
}

function textsOf({ pattern, minLength = 0, maxLength = LONGEST }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  const fits = (text: string): string => text.slice(0, maxLength).padEnd(minLength, 'x')
  return fc.oneof(
    { weight: 3, arbitrary: awkwardText.map(fits) },
    {
      weight: 2,
      arbitrary: fc.string({
        unit: 'grapheme',
        minLength,
        maxLength: Math.min(maxLength, Math.max(minLength, LONGEST)),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom('x', 'Kari Nordmann', 'a@example.com').map(fits) },
    { weight: 1, arbitrary: fc.constant('æ'.repeat(maxLength)) },
  )
}

type Path = readonly (string | number)[]

/** No schema here is deeper; what a change has put in may be. */
const DEEPEST = 10

function* placesIn(value: unknown, at: Path = []): Generator<Path> {
  yield at
  if (typeof value !== 'object' || value === null || at.length === DEEPEST) return
  for (const [key, inner] of Object.entries(value))
    yield* placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key])
}

/** What is done at one place of a value. */
export type Change =
  | { readonly kind: 'replace'; readonly by: unknown }
  | { readonly kind: 'remove' }
  | { readonly kind: 'add'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'repeat'; readonly times: number }

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      by: fc.oneof(
        { weight: 3, arbitrary: awkwardText },
        { weight: 3, arbitrary: awkwardNumber },
        { weight: 3, arbitrary: plainValue },
        { weight: 1, arbitrary: largeValue },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('add' as const), name: anyName, value: plainValue }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('repeat' as const), times: fc.constantFrom(2, 50, 20_000) }),
  },
)

/** The value with the change made at a place of it; there is always one, since the value itself is a place. */
export function changedAt(value: unknown, [first, ...rest]: Path, change: Change): unknown {
  if (first === undefined) return changed(value, change)
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  const holder = copy as Record<string | number, unknown>
  if (rest.length === 0 && change.kind === 'remove') {
    if (Array.isArray(copy)) copy.splice(Number(first), 1)
    else delete holder[first]
  } else {
    const inner = changedAt(holder[first], rest, change)
    Object.defineProperty(holder, first, {
      value: inner,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return copy
}

function changed(value: unknown, change: Change): unknown {
  switch (change.kind) {
    case 'replace':
      return change.by
    case 'add':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries([...Object.entries(value), [change.name, change.value]])
        : change.value
    case 'repeat':
      return repeated(value, change.times)
    case 'remove':
      return undefined
  }
}

/** What is repeated gets so long: more values than an input may have, and no more than a case can hold. */
const LONGEST_REPEATED = 600_000

function repeated(value: unknown, times: number): unknown {
  if (typeof value !== 'string' && !Array.isArray(value)) return value
  const most = Math.min(times, Math.max(1, Math.floor(LONGEST_REPEATED / Math.max(1, value.length))))
  if (typeof value === 'string') return value.repeat(most)
  return Array.from({ length: most }, () => value as unknown[]).flat()
}

/** A value with one or two changes, each at some place of it. */
export const nearlyOf = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.array(fc.tuple(fc.nat(1000), anyChange), { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) =>
      changes.reduce<unknown>((from, [place, change]) => {
        const places = [...placesIn(from)].slice(0, 1000)
        return changedAt(from, places[place % places.length] ?? [], change)
      }, value),
    )
