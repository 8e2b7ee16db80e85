import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTED_PARAMETERS, type Filter, type Order } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { COLUMNS } from '#shared/report-columns.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { enginesAndLocales, type Engine, useCodes } from '../../support/engines.ts'
import { seededRandom } from '../../support/parts.ts'
import type { TestBackend } from '../../support/test-backend.ts'

/** Every engine gives the answers of SQLite, about the same codes, whose texts are hard to compare, fold and sort. */
const TODAY = '2026-11-23' as IsoDate
const NAMES = [
  'Ståle Åmot', 'STÅLE ÅMOT', 'staale aamot', 'Straße', 'STRASSE', 'Strasse', 'İstanbul', 'istanbul', 'ISTANBUL', 'ıssız',
  'Øre', 'ørE', 'Öre', 'Ærlig', 'ärlig', 'zebra', 'Zebra', 'Zoë', 'Élan', 'elan', '😀 Smil', '😁', 'Ж', 'ж', '中文', 'ǅin',
  'ǆin', 'Ωmega', 'ωMEGA', '\u2126mega', '\u212Aelvin', 'kelvin', 'ſtraight', 'ﬁn', '100 %', '100_', '100', 'a\\b', 'a\\\\b',
  "O'Hara", '"Q"', '{x}', '~x', '[x]', '(x)*', 'x|y', '^x$', 'x.y', 'x+?', '***:x', '(?i)x', '\u00A0x', 'Bo', 'bo', 'BO', 'bó',
] // prettier-ignore
const ADDRESSES = ['a_b', 'A_B', 'a%b', "o'hara", 'åse', 'ÅSE', 'z{', 'Z|', 'bo', 'BO', 'strasse', 'straße']

const DISCOUNTS = [
  { kind: 'percent', hundredths: 2500 },
  { kind: 'amount', minor: 4000, currency: 'USD' },
  { kind: 'percent', hundredths: 1000 },
  { kind: 'amount', minor: 4000, currency: 'GBP' },
] as const
const USAGES = [{ kind: 'once' }, { kind: 'times', times: 3 }, { kind: 'unlimited' }] as const

/** Makes the same codes in each engine, with the same ids and texts. */
async function fill(engine: Engine): Promise<TestBackend> {
  // By default it is the database's user.
  const author = 'Kari Nordmann'
  const backend = await engine.start({ parts: { author, random: seededRandom('the same in every engine') } })
  await backend.api.site.update({ timeZone: 'Europe/Oslo' })
  for (const [i, name] of NAMES.entries()) {
    backend.clock.set(`2026-11-${20 + (i % 3)}T22:${10 + (i % 50)}:00Z`)
    const creation = creationOf(
      {
        recipients: {
          kind: 'one',
          name,
          email: `${ADDRESSES[i % ADDRESSES.length]}@${i % 2 ? 'EXAMPLE' : 'example'}.com`,
        },
        discount: DISCOUNTS[i % 4] ?? DISCOUNTS[0],
        usage: USAGES[i % 3] ?? USAGES[0],
        service: i % 2 ? 'events' : 'training',
        batchName: NAMES[(i * 7) % NAMES.length] ?? '',
        expires: addDays(TODAY, i % 5),
      },
      1 + (i % 3),
    )
    await createCodes(backend, creation)
  }
  backend.clock.set('2026-11-25T10:00:00Z')
  const ids = (await allRows(backend)).map(({ id }) => id)
  await useCodes(
    engine,
    backend,
    ids.filter((id) => id % 3 === 0),
  )
  const { resultSet } = await pickAll(backend)
  await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[7, 19]] }, expect: 12 }))
  return backend
}

let backends: TestBackend[]
beforeAll(async () => {
  backends = []
  for (const engine of enginesAndLocales) backends.push(await fill(engine))
}, 120_000)
afterAll(async () => {
  for (const backend of backends) await backend.stop()
})

/** Asks every engine the same, and expects the answer of the first. */
async function same<T>(ask: (backend: TestBackend) => Promise<T>): Promise<T> {
  const [first, ...others] = await Promise.all(backends.map(ask))
  for (const [i, other] of others.entries()) expect(other, enginesAndLocales[i + 1]?.engine).toEqual(first)
  return first as T
}

const texts = fc.oneof(
  fc.constantFrom(...NAMES, ...ADDRESSES, 'ÅM', 'åm', 'ss', 'ß', 'i', 'I', 'ı', 'İ', 'ö', 'Ж', '%', '_', '\\', '😀', 'k', 's', '*', '\0'),
  // A part of a text, in another case.
  fc
    .record({ name: fc.constantFrom(...NAMES), from: fc.nat(3), length: fc.integer({ min: 1, max: 5 }), upper: fc.boolean() })
    .map(({ name, from, length, upper }) => {
      const part = [...name].slice(from, from + length).join('')
      return upper ? part.toUpperCase() : part.toLowerCase()
    }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
) // prettier-ignore
const day = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((days) => addDays(TODAY, days)),
  fc.constantFrom('0001-01-01' as IsoDate, '9999-12-31' as IsoDate),
)
const days = fc.integer({ min: -5, max: 5 })
const between = fc.record({ from: day, to: day, fromDays: days, toDays: days }, { requiredKeys: [] })
const filters: fc.Arbitrary<Filter> = fc.record(
  {
    text: texts, code: fc.constantFrom('a', 'B', '2', '%'), recipient: texts, email: texts,
    service: fc.constantFrom('events' as const, 'training' as const),
    status: fc.subarray([...STATUSES], { minLength: 1 }),
    discount: fc.constantFrom<NonNullable<Filter['discount']>>(...DISCOUNTS, { kind: 'percent' }, { kind: 'amount' }, { kind: 'amount', currency: 'CAD' }),
    usage: fc.constantFrom('unused' as const, 'used' as const, 'once' as const, 'times' as const, 'unlimited' as const),
    batch: fc.integer({ min: 1, max: NAMES.length + 1 }), created: between, expires: between, redeemed: between,
    message: fc.subarray(['none' as const, 'sent' as const, 'queued' as const], { minLength: 1 }),
  },
  { requiredKeys: [] },
) // prettier-ignore
/** Mostly one or two conditions: more of them find nothing. */
const fewFilters = fc
  .tuple(filters, fc.shuffledSubarray(['text', 'recipient', 'email', 'status', 'discount', 'usage', 'expires'] as const, { maxLength: 2 }))
  .map(([filter, keys]) => Object.fromEntries(keys.map((key) => [key, filter[key]]).filter(([, value]) => value !== undefined)) as Filter) // prettier-ignore
const orders: fc.Arbitrary<Order> = fc.array(
  fc.record({ column: fc.constantFrom(...COLUMNS), descending: fc.boolean() }),
  { maxLength: 3 },
)

describe('every engine', () => {
  it('finds and sorts the same codes, and counts them the same', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(filters, fewFilters), orders, async (filter, order) => {
        const answer = await same(async ({ api }) => {
          const { resultSet, count } = await api.report.open({ filter, order })
          const { rows } = await api.report.rows({ resultSet, offset: 0, limit: 1000 })
          const ranges: [number, number][] = count > 2 ? [[1, count - 1]] : []
          const sums = ranges.length > 0 && (await api.report.sums({ resultSet, ranges }))
          const values = ranges.length > 0 && (await api.report.spreadsheetValues({ resultSet, ranges }))
          return { count, rows, sums, values, summary: await api.report.summary({ resultSet, ranges }) }
        })
        found += answer.count
      }),
      { numRuns: 300 },
    )
    expect(found).toBeGreaterThan(0)
  }, 300_000)

  it('counts the values of a parameter as the report then has codes', async () => {
    await fc.assert(
      fc.asyncProperty(fewFilters, fc.constantFrom(...COUNTED_PARAMETERS), async (filter, parameter) => {
        const values = await same(({ api }) => api.report.values({ filter, parameter }))
        const { api } = backends[0] as TestBackend
        for (const { value, codes } of values) {
          const { count } = await api.report.open({ filter: { ...filter, ...value }, order: [] })
          expect(count).toBe(codes)
        }
      }),
      { numRuns: 60 },
    )
  }, 300_000)

  it('finds batches by their names and what was pasted, and makes the same figures', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await same(({ api }) => api.report.batches({ text, limit: 500 }))
      }),
      { numRuns: 100 },
    )
    const rows = await allRows(backends[0] as TestBackend)
    const pasted = rows
      .filter((_, i) => i % 4 === 0)
      .flatMap(({ code, email }, i) => (i % 2 ? [code.toLowerCase()] : [email.toUpperCase(), `${email}x`]))
    await same(async ({ api }) => {
      const { list, ...kept } = await api.report.keepList({ text: pasted.join('\n') })
      const { resultSet, count } = await api.report.open({ filter: { list }, order: [] })
      const [breakdown, timeline] = [
        await api.report.breakdown({ resultSet }),
        await api.report.timeline({ resultSet }),
      ]
      return {
        kept,
        count,
        breakdown,
        timeline,
        rows: (await api.report.rows({ resultSet, offset: 0, limit: 1000 })).rows,
      }
    })
  })

  it('plans and makes the same changes, and undoes them', async () => {
    const to = fc.oneof(
      day.filter((one) => one >= '2026-11-25').map((expires) => ({ kind: 'date' as const, expires })),
      fc.integer({ min: 1, max: 3650 }).map((days) => ({ kind: 'days' as const, days })),
    )
    await fc.assert(
      fc.asyncProperty(fewFilters, orders, to, async (filter, order, until) => {
        await same(async (backend) => {
          const { api } = backend
          const { resultSet, count } = await api.report.open({ filter, order })
          const picked = { resultSet, ranges: (count > 0 ? [[0, count]] : []) as [number, number][] }
          const [remove, restore] = [
            await api.promo.planDelete({ picked }),
            await api.promo.planRestore({ picked }),
          ]
          const extend = await api.promo.planExtend({ picked, to: until })
          const plans = { remove, restore, extend }
          if (extend.change === 0) return plans
          const { operationId, ...done } = await backend.done(
            api.promo.extend({ picked, to: until, expect: extend.change }),
          )
          const after = await allRows(backend)
          const undone = await backend.done(api.history.undo({ operationId }))
          return { plans, done, after, undone, before: await allRows(backend) }
        })
      }),
      { numRuns: 25 },
    )
    await same(({ api }) => api.history.list({ limit: 100 }))
  }, 300_000)

  it('finds the same operations', async () => {
    const rows = await allRows(backends[0] as TestBackend)
    const some = fc.record(
      {
        text: fc.oneof(texts, fc.constantFrom('slettet', 'forlenget angret', ...rows.map(({ code }) => code.toLowerCase()))),
        code: fc.constantFrom(...rows.map(({ code }) => code), ...rows.map(({ code }) => code.toLowerCase()), 'NONE', '\0'),
        area: fc.constantFrom('codes' as const, 'mail' as const), service: fc.constantFrom('events' as const, 'training' as const),
        kinds: fc.subarray(['create-codes' as const, 'delete-codes' as const, 'extend-codes' as const, 'undo' as const], { minLength: 1 }),
        from: day, to: day, undone: fc.boolean(),
      },
      { requiredKeys: [] },
    ) // prettier-ignore
    let found = 0
    await fc.assert(
      fc.asyncProperty(some, fc.option(fc.nat(80), { nil: undefined }), async (filter, before) => {
        const { total } = await same(({ api }) =>
          api.history.list({ ...filter, language: 'nb', limit: 20, ...(before !== undefined && { before }) }),
        )
        found += total
      }),
      { numRuns: 200 },
    )
    expect(found).toBeGreaterThan(0)
  }, 300_000)
})
