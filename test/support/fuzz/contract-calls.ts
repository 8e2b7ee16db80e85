import fc from 'fast-check'
import { z } from 'zod'
import { type ContractEntry, contractEntries } from '../contract/sample-inputs.ts'
import { type Known, nearlyOf, type Schema, valuesOf } from './schema-values.ts'
import { anyValue, awkwardText, plainValue } from './values.ts'

export interface Call {
  readonly method: string
  readonly input: unknown
}

/*
 * What is only known once a backend runs has a placeholder in a case, so that a case is the same in every run of its
 * seed. `LearnedValues` replaces it.
 */
const placeholder = (name: string, back = 0): string => `«${name} ${back}»`
const PLACEHOLDER = /^«(.+) (\d+)»$/

/** Values that answers gave: the newest, or one before it. */
const learned = (name: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.nat(3).map((back) => placeholder(name, back)) },
    { weight: 1, arbitrary: awkwardText },
  )

/** What the site of a session is set up with; calls use it again. */
export const PASSPHRASE = 'fire ord som ingen gjetter'

const id = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 1, arbitrary: fc.integer() },
)
const day = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('2026-12-31', '2099-12-31', '2020-02-29', '9999-12-31', '0001-01-01'),
  },
  { weight: 1, arbitrary: awkwardText },
)
const text = (...values: string[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: awkwardText })
/** Sorted and disjoint, as only code knows. */
const ranges = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 })), { maxLength: 4 })
  .map((steps) => {
    let at = -1
    return steps.map(([gap, length]) => {
      const from = at + gap
      at = from + length
      return [from, at]
    })
  })
const target = fc.constantFrom(placeholder('target'), placeholder('folder'), placeholder('csv'))

const KNOWN: Known = {
  file: fc.constantFrom(
    ...['csv', 'xlsx', 'site file', 'csv', 'target', 'folder', 'nothing'].map((name) => placeholder(name)),
  ),
  target,
  folder: fc.constantFrom(placeholder('folder'), null),
  ranges,
  id,
  operationId: id,
  batch: id,
  before: id,
  expires: day,
  from: day,
  to: day,
  email: text('kari@example.com', 'ola@example.com'),
  senderAddress: text('kurs@example.com'),
  replyTo: text('', 'svar@example.com'),
  timeZone: text('Europe/Oslo', 'UTC', 'Pacific/Apia'),
  // Other hosts would be asked for by name, in a network that is not ours.
  host: fc.constantFrom('127.0.0.1', 'localhost', '::1', '', ' ', '[', 'a b', '127.0.0.1:1', '-'),
  port: fc.oneof(fc.constant(placeholder('mail port')), fc.integer({ min: 1, max: 65_535 })),
  passphrase: text(PASSPHRASE),
  current: text(PASSPHRASE),
  next: text(PASSPHRASE),
  requestId: fc.oneof(fc.stringMatching(/^[\w-]{8,64}$/), awkwardText),
  key: fc.constantFrom('create', 'settings', 'commerce.events.test', 'x', 'report.list'),
  ...Object.fromEntries(
    ['resultSet', 'importId', 'jobId', 'grantId', 'list', 'handOver', 'revision', 'base', 'site'].map(
      (name) => [name, learned(name)],
    ),
  ),
  'backups.plan:id': learned('backup'),
  'backups.restore:id': learned('backup'),
  'backups.save:id': learned('backup'),
  'backups.show:id': learned('backup'),
  'mail.sendTest:to': text('prove@example.com'),
  'promo.extend:to': fc.oneof(
    fc.record({ kind: fc.constant('date'), expires: day }),
    fc.record({ kind: fc.constant('days'), days: fc.integer({ min: 1, max: 3650 }) }),
  ),
}

/** Each takes a moment of its own (a site, a process or a key is made), so there are fewer of them. */
const HEAVY =
  /^site\.open$|^siteFile\.|^backups\.(create|restore|list|save)$|^recovery\.(rescue|retry)$|^secrets\.(set|change|unlock)|^payments\.pay$|^paypal\.(check|startGrant|awaitGrant)$|^recipients\.read$|^storagePlace\./

const SCHEMA_OPTIONS = { io: 'input', unrepresentable: 'any' } as const

function knownFor(method: string): Known {
  const prefix = `${method}:`
  const own = Object.entries(KNOWN).filter(([name]) => name.startsWith(prefix))
  return { ...KNOWN, ...Object.fromEntries(own.map(([name, values]) => [name.slice(prefix.length), values])) }
}

function callsOf({ name, input }: ContractEntry): fc.Arbitrary<Call> {
  const right = valuesOf(z.toJSONSchema(input, SCHEMA_OPTIONS) as Schema, knownFor(name))
  const inputs = fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 4, arbitrary: nearlyOf(right) },
    { weight: 1, arbitrary: plainValue },
  )
  return inputs.map((given) => ({ method: name, input: given }))
}

const NO_METHODS = [
  '',
  '.',
  'constructor.toString',
  '__proto__.x',
  'site.__proto__',
  'site',
  'a.'.repeat(60),
  '\0',
]

/** Calls of every method: right, nearly right, and hostile; some of methods that do not exist. */
export const anyCall: fc.Arbitrary<Call> = fc.oneof(
  ...contractEntries().map((entry) => ({
    weight: HEAVY.test(entry.name) ? 2 : 8,
    arbitrary: callsOf(entry),
  })),
  {
    weight: 8,
    arbitrary: fc.record({ method: fc.constantFrom(...NO_METHODS), input: plainValue }),
  },
)

/** Calls that take no moment of their own, for where many are made at a time. */
export const lightCall: fc.Arbitrary<Call> = fc.oneof(
  ...contractEntries()
    .filter(({ name }) => !HEAVY.test(name))
    .map(callsOf),
)

/** A call whose input may be no plain data at all. */
export const wildCall: fc.Arbitrary<{ method: unknown; input: unknown }> = fc.record({
  method: fc.oneof(fc.constantFrom(...contractEntries().map(({ name }) => name)), anyValue),
  input: anyValue,
})

/** What answers gave, for calls that follow. */
export interface LearnedValues {
  /** Remembers what an answer says about the placeholders of calls. */
  learn(method: string, output: unknown): void
  /** A case with its placeholders replaced. */
  resolve(value: unknown): Promise<unknown>
}

const KEPT = 10
const NAMES: Readonly<Record<string, string>> = {
  resultSet: 'resultSet',
  importId: 'importId',
  jobId: 'jobId',
  grantId: 'grantId',
  list: 'list',
  handOver: 'handOver',
  revision: 'revision',
  version: 'base',
}

/** @param makers what is made for each use of a name, such as a token for a file */
export function learnedValues(makers: Readonly<Record<string, () => Promise<unknown>>>): LearnedValues {
  const values = new Map<string, unknown[]>()
  const keep = (name: string, value: unknown): void => {
    const kept = values.get(name) ?? []
    values.set(name, [value, ...kept].slice(0, KEPT))
  }
  const learn = (method: string, output: unknown): void => {
    if (typeof output !== 'object' || output === null) return
    for (const [name, value] of Object.entries(output)) {
      if (name === 'backup' && method === 'jobs.wait') keep('backup', (value as { id?: unknown } | null)?.id)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) learn(method, value)
      const known = NAMES[name]
      if (known !== undefined && value !== null) keep(known, value)
      if (name === 'revision') keep('base', value)
      if (name === 'id' && method === 'site.get') keep('site', value)
    }
  }
  const resolve = async (value: unknown, levels = 10): Promise<unknown> => {
    if (typeof value === 'string') {
      const [, name = '', back] = PLACEHOLDER.exec(value) ?? []
      const maker = makers[name]
      return maker ? await maker() : (values.get(name)?.at(Number(back)) ?? values.get(name)?.[0] ?? value)
    }
    if (typeof value !== 'object' || value === null || levels === 0) return value
    if (Array.isArray(value))
      return value.length > 100 ? value : await Promise.all(value.map((inner) => resolve(inner, levels - 1)))
    const entries = Object.entries(value)
    if (entries.length > 100) return value
    const copy: Record<string, unknown> = {}
    for (const [name, inner] of entries)
      Object.defineProperty(copy, name, {
        value: await resolve(inner, levels - 1),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    return copy
  }
  return { learn, resolve }
}
