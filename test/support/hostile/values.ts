import type { Dice } from './dice.ts'

export const nested = (levels: number, open = '[', close = ']'): string =>
  open.repeat(levels) + close.repeat(levels)

/** Arrays in arrays, made without recursion. */
export function nestedArrays(levels: number): unknown {
  let value: unknown = 'inside'
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}

const AWKWARD = [
  '',
  'a',
  'æ',
  '\0',
  '\ud800',
  '𝕏',
  '<',
  '{{',
  '%',
  '../',
  "'",
  '@',
  'a@',
  ' ',
  '\u202e',
  '1e400',
]
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

const awkwardText = (dice: Dice): string =>
  dice.one(AWKWARD).repeat(dice.chance(0.02) ? 200_000 : dice.below(40))

/** A JSON text of any kind: values of every type, deep ones, wide ones, and some that are no JSON. */
export function jsonText(dice: Dice): string {
  switch (dice.below(14)) {
    case 0:
      return nested(dice.one([60, 65, 500, 5000, 200_000]))
    case 1:
      return nested(dice.one([60, 65, 5000, 50_000]), '{"a":', '}').replace('{"a":}', '{"a":1}')
    case 2:
      return '['.repeat(dice.one([10, 5000, 1_000_000]))
    case 3:
      return JSON.stringify(
        Array.from({ length: dice.one([10, 1000, 100_000]) }, () => dice.one([1, null, 'x'])),
      )
    case 4:
      return `[${'[],'.repeat(dice.one([10, 1000, 300_000]))}0]`
    case 5:
      return `{${Array.from({ length: dice.one([3, 500, 50_000]) }, (_, at) => `"${dice.one(NAMES)}${at}":1`).join(',')}}`
    case 6:
      return dice.text('[]{}",:0\\ue', 60)
    case 7:
      return dice.one(['', ' ', '-', '1e999', '"\\ud800"', 'NaN', '\ufeff1', '{"a":1,"a":2}', '0x1', '[1,]'])
    default:
      return JSON.stringify(plainValue(dice, 3))
  }
}

/** A small value that JSON can hold. */
export function plainValue(dice: Dice, levels: number): unknown {
  switch (dice.below(levels > 0 ? 8 : 5)) {
    case 0:
      return dice.one([null, true, false])
    case 1:
      return dice.one([0, -1, 1.5, 1e308, 9_007_199_254_740_991, -0, 2 ** 53, 5e-324])
    case 2:
    case 3:
      return awkwardText(dice)
    case 4:
      return dice.one(['2026-11-23', 'nb', 'events', 'EUR', 'test'])
    case 5:
      return Array.from({ length: dice.below(4) }, () => plainValue(dice, levels - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: dice.below(5) }, () => [dice.one(NAMES), plainValue(dice, levels - 1)]),
      )
  }
}

/** What JSON cannot hold, and a structured clone, or an object of the same process, can. */
export function anyValue(dice: Dice): unknown {
  const cyclic: Record<string, unknown> = { a: 1 }
  cyclic.self = [cyclic]
  let doubling: unknown = []
  for (let level = 0; level < 50; level += 1) doubling = [doubling, doubling]
  switch (dice.below(16)) {
    case 0:
      return nestedArrays(dice.one([60, 70, 500, 2000, 5000, 100_000]))
    case 1:
      return cyclic
    case 2:
      return doubling
    case 3:
      return new Array(dice.one([10, 1_000_000, 4_294_967_295]))
    case 4:
      return dice.one([
        new Map([[{}, cyclic]]),
        new Set([1]),
        new Date(0),
        new Date(NaN),
        /x/g,
        new Error('x'),
      ])
    case 5:
      return dice.one([new Uint8Array(1000), new ArrayBuffer(8), new Float64Array(2), Buffer.from('x')])
    case 6:
      return dice.one([10n, undefined, Symbol('x'), () => 1, NaN, Infinity])
    case 7:
      return {
        get input(): unknown {
          throw new Error('a getter')
        },
      }
    case 8:
      return new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('a proxy')
          },
        },
      )
    case 9:
      return { then: () => undefined }
    case 10:
      return 'x'.repeat(dice.one([10, 1_000_000]))
    case 11:
      return Array.from({ length: dice.one([10, 200_000]) }, () => ({}))
    default:
      return plainValue(dice, 3)
  }
}
