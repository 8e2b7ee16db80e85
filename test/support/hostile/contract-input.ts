import { z } from 'zod'
import { contract } from '#shared/contract/index.ts'
import type { Dice } from './dice.ts'
import { plainValue } from './values.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minimum?: number
}

/** These take their time when they are asked rightly: a key derived on purpose, a site made, another host contacted. */
const SLOW = /^(secrets|paypal|payments)\.|^site\.open$|^mail\.(check|sendTest|resume)$|^jobs\.wait$/

/** Every method, and how its input is described. */
const methods = Object.entries(contract).flatMap(([area, entries]) =>
  Object.entries(entries).map(
    ([name, { input }]) =>
      [`${area}.${name}`, z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema] as const,
  ),
)

function sample(dice: Dice, schema: Schema, levels: number): unknown {
  if (levels === 0 || dice.chance(0.08)) return plainValue(dice, 2)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return dice.one(schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return sample(dice, dice.one(either), levels - 1)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name) || dice.chance(0.4))
          .map(([name, of]) => [name, sample(dice, of, levels - 1)]),
      )
    case 'array':
      return Array.from({ length: dice.below(4) }, () => sample(dice, schema.items ?? {}, levels - 1))
    case 'integer':
    case 'number':
      return dice.one([schema.minimum ?? 0, 1, 7, 9_007_199_254_740_991, -3])
    case 'boolean':
      return dice.chance(0.5)
    case 'string':
      return dice.one(['x', '2026-11-23', 'Ola', 'a'.repeat(40), 'a@example.com', '%', ''])
    default:
      return plainValue(dice, 2)
  }
}

/** A method and an input for it: nearly what it wants, or anything at all where the right one would take long. */
export function contractCall(dice: Dice): { method: string; input: unknown } {
  const [method, schema] = dice.one(methods)
  return { method, input: SLOW.test(method) ? { never: plainValue(dice, 3) } : sample(dice, schema, 6) }
}

export const anyMethod = (dice: Dice): string =>
  dice.chance(0.7)
    ? dice.one(methods)[0]
    : dice.one([
        '',
        '.',
        'constructor.toString',
        '__proto__.x',
        'site.__proto__',
        'site',
        'a.'.repeat(60),
        '\0',
      ])
