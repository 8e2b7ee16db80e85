import { z } from 'zod'
import { contract } from '#shared/contract/index.ts'
import type { Job, Method } from '#shared/contract/method.ts'

/** A node of a JSON Schema, as far as the contract's inputs use it. */
interface Node {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly prefixItems?: readonly Node[]
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly minLength?: number
  readonly minItems?: number
}

export interface ContractEntry {
  readonly name: string
  readonly kind: 'method' | 'job'
  readonly input: z.ZodType
}

export const contractEntries = (): ContractEntry[] =>
  Object.entries(contract).flatMap(([area, methods]) =>
    Object.entries(methods as Record<string, Method | Job>).map(([key, { kind, input }]) => ({
      name: `${area}.${key}`,
      kind,
      input,
    })),
  )

/** Values for what a JSON Schema does not say enough about: by `area.method:property`, or by the property alone. */
export type Known = Readonly<Record<string, unknown>>

/** Inputs that the contract takes: one for each alternative in the schema, with everything that may be left out. */
export function sampleInputs({ name, input }: ContractEntry, known: Known): unknown[] {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Node
  const prefix = `${name}:`
  const own = Object.entries(known).filter(([key]) => key.startsWith(prefix))
  const mine = {
    ...known,
    ...Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])),
  }
  const samples = samplesOf(schema, '', mine)
  for (const sample of samples) {
    const parsed = input.safeParse(sample)
    if (!parsed.success)
      throw new Error(`the sample for ${name} is refused: ${JSON.stringify(sample)} ${parsed.error.message}`)
  }
  return samples
}

function samplesOf(node: Node, property: string, known: Known): unknown[] {
  if (isKindOf(node, known[property])) return [known[property]]
  if (node.const !== undefined) return [node.const]
  if (node.enum) return [node.enum[0]]
  const alternatives = node.anyOf ?? node.oneOf
  if (alternatives) return alternatives.flatMap((one) => samplesOf(one, property, known))
  switch (node.type) {
    case 'object':
      return objectsOf(node.properties ?? {}, known)
    case 'array':
      return arraysOf(node, property, known)
    case 'string':
      return [textOf(node)]
    case 'integer':
    case 'number':
      return [Math.max(node.minimum ?? 1, 1)]
    case 'boolean':
      return [true]
    case 'null':
      return [null]
    default:
      return [{ text: 'x' }]
  }
}

/** A value that is known by name is for nodes of its kind: `expires` is a day here and a span there. */
function isKindOf({ type, enum: options }: Node, value: unknown): boolean {
  if (value === undefined) return false
  if (options) return options.includes(value)
  return type === (Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value)
}

/** Texts of the kinds that the contract has patterns for. */
const TEXTS = ['2026-12-31', '4111 1111 1111 1111', '123', 'promo.create', 'own:x.sqlite']

function textOf({ pattern, format, minLength = 1 }: Node): string {
  if (format === 'date') return '2026-12-31'
  const plain = 'x'.repeat(Math.max(minLength, 1))
  if (pattern === undefined) return plain
  const fits = [plain, ...TEXTS].find((text) => new RegExp(pattern, 'u').test(text))
  if (fits === undefined) throw new Error(`no sample text for ${pattern}`)
  return fits
}

/** The first sample of every property; then each property's other samples, one at a time. */
function objectsOf(properties: Readonly<Record<string, Node>>, known: Known): unknown[] {
  const samples = Object.entries(properties).map(
    ([name, node]) => [name, samplesOf(node, name, known)] as const,
  )
  const first = Object.fromEntries(samples.map(([name, [sample]]) => [name, sample]))
  const others = samples.flatMap(([name, [, ...rest]]) => rest.map((other) => ({ ...first, [name]: other })))
  return [first, ...others]
}

function arraysOf({ items, prefixItems, minItems = 0 }: Node, property: string, known: Known): unknown[] {
  if (prefixItems) return [prefixItems.map((node) => samplesOf(node, property, known)[0])]
  if (!items) return [[]]
  return samplesOf(items, '', known).map((item) => Array.from({ length: Math.max(minItems, 1) }, () => item))
}

export type Path = readonly (string | number)[]

/** Where numbers, texts and lists are in an input. */
export function* placesIn(value: unknown, at: Path = []): Generator<{ path: Path; value: unknown }> {
  if (typeof value === 'number' || typeof value === 'string' || Array.isArray(value))
    yield { path: at, value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    yield* placesIn(inner, [...at, Array.isArray(value) ? Number(key) : key])
}

/** The input with another value at a place. */
export function changedAt(input: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value
  const copy = structuredClone(input) as Record<string | number, unknown>
  copy[first] = changedAt(copy[first], rest, value)
  return copy
}
