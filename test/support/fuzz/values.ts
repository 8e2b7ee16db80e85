import fc from 'fast-check'
import { nested, nestedArrays } from '../hostile/values.ts'

const AWKWARD = [
  '',
  ' ',
  'a',
  'æ',
  '\0',
  '\ud800',
  '𝕏',
  '\u202e',
  '<',
  '{{',
  '}}',
  '%',
  '%s',
  '../',
  "'",
  '"',
  '=',
  '@',
  'a@',
  '\r\n',
  '\u2028',
  '1e400',
]

/** Names that objects have already, and those of the messages. */
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'then',
  'length',
  'id',
  'method',
  'input',
  'type',
  '',
  'ø',
]

const LARGE = [...AWKWARD.filter((text) => text !== '').map((text) => text.repeat(50_000))]

/** Shared by all cases, since each is megabytes. */
const LONG = [10, 1000, 100_000, 499_999, 500_001].map((length) => new Array<number>(length).fill(1))

export const anyName: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 }))

/** Texts that code which did not expect them trips over. */
export const awkwardText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...AWKWARD), fc.integer({ min: 1, max: 40 }))
      .map(([text, times]) => text.repeat(times)),
  },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom('2026-11-23', 'nb', 'events', 'EUR', 'a@example.com', '0', '-1') },
)

export const awkwardNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1,
    1.5,
    2 ** 31,
    2 ** 32,
    9e15,
    Number.MAX_SAFE_INTEGER,
    -Number.MAX_SAFE_INTEGER,
    2 ** 53,
    1e308,
    5e-324,
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

/** A small value that JSON can hold. */
export const plainValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    awkwardText,
    awkwardNumber,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(anyName, tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
})).value

/** Values of a size or depth that is near a limit, or over it. */
export const largeValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...LARGE),
  fc.constantFrom(...LONG),
  fc.constantFrom(60, 63, 64, 65, 500, 5000).map(nestedArrays),
  fc
    .constantFrom(100, 9_999, 10_001)
    .map((count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`name${at}`, 1]))),
)

/** A JSON text of any kind: values of every type, deep ones, wide ones, and some that are no JSON. */
export const jsonText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: plainValue.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.constantFrom(60, 65, 500, 5000, 200_000).map((levels) => nested(levels)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(60, 65, 5000, 50_000)
      .map((levels) => nested(levels, '{"a":', '}').replace('{"a":}', '{"a":1}')),
  },
  { weight: 1, arbitrary: fc.constantFrom(10, 5000, 1_000_000).map((levels) => '['.repeat(levels)) },
  { weight: 1, arbitrary: fc.constantFrom(10, 1000, 300_000).map((count) => `[${'[],'.repeat(count)}0]`) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(3, 500, 50_000)
      .map((count) => `{${Array.from({ length: count }, (_, at) => `"__proto__${at}":1`).join(',')}}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'[]{}",:0\\ue'), maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '-',
      '1e999',
      '"\\ud800"',
      'NaN',
      '\ufeff1',
      '{"a":1,"a":2}',
      '0x1',
      '[1,]',
    ),
  },
)

/** What JSON cannot hold, and a structured clone can. Made again each time: some are changed by whoever reads them. */
const clonedValue: fc.Arbitrary<unknown> = fc
  .constantFrom<() => unknown>(
    () => {
      const cyclic: Record<string, unknown> = { a: 1 }
      cyclic.self = [cyclic]
      return cyclic
    },
    () => Array.from({ length: 50 }).reduce<unknown>((inner) => [inner, inner], []),
    () => new Array(10),
    () => new Array(1_000_000),
    () => new Array(4_294_967_295),
    () => new Map([[{}, 1]]),
    () => new Set([1]),
    () => new Date(0),
    () => new Date(NaN),
    () => /x/g,
    () => new Error('x'),
    () => new Uint8Array(1000),
    () => new ArrayBuffer(8),
    () => new Float64Array(2),
    () => Buffer.from('x'),
    () => 10n,
    () => undefined,
    () => NaN,
    () => Infinity,
  )
  .map((make) => make())

/** What only an object of the same process can be. */
const liveValue: fc.Arbitrary<unknown> = fc
  .constantFrom<() => unknown>(
    () => Symbol('x'),
    () => () => 1,
    () => ({
      get input(): unknown {
        throw new Error('a getter')
      },
    }),
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('a proxy')
          },
        },
      ),
    () => ({ then: () => undefined }),
  )
  .map((make) => make())

/** Anything that can arrive from another process. */
export const clonableValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: plainValue },
  { weight: 2, arbitrary: clonedValue },
  { weight: 1, arbitrary: largeValue },
)

/** Anything at all. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 9, arbitrary: clonableValue },
  { weight: 1, arbitrary: liveValue },
)
