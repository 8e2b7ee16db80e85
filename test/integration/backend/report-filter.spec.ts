import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter, Order, ReportRow } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { STATUSES, statusOf } from '#shared/domain/promo-code.ts'
import { allRows, createCodes, creationOf } from '../../support/creations.ts'
import { engines, useCodes } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

/** The report's filters and orders in SQL against the same rules in TypeScript, over awkward rows. */
const TODAY = '2026-11-23' as IsoDate
const NAMES = [
  'Øystein Åsheim',
  'ÆRLEND ØSTBY',
  'åse aas',
  '100 % rabatt_AS',
  'Zoë Ångström',
  'Bob [sen]*',
  'Иван',
  'a\\b',
]
const DISCOUNTS = [
  { kind: 'percent', hundredths: 2500 },
  { kind: 'amount', minor: 4000, currency: 'USD' },
  { kind: 'amount', minor: 4000, currency: 'GBP' },
] as const
const USAGES = [{ kind: 'once' }, { kind: 'times', times: 3 }, { kind: 'unlimited' }] as const

let backend: TestBackend
let rows: ReportRow[]

async function open(filter: Filter, order: Order = []): Promise<ReportRow[]> {
  const { resultSet, count } = await backend.api.report.open({ filter, order })
  const found = (await backend.api.report.rows({ resultSet, offset: 0, limit: 5000 })).rows
  expect(found).toHaveLength(count)
  return found.filter((row) => row !== null)
}

const has = (value: string, text: string) => value.toLowerCase().includes(text.toLowerCase())
const limitKind = { unused: 0, used: 0, once: 1, times: 2, unlimited: null }
function passes(row: ReportRow, filter: Filter): boolean {
  const { discount, usage, created, validFrom, expires } = filter
  const text = filter.text
  return [
    !text || [row.code, row.recipient, row.email, row.note].some((value) => has(value, text)),
    !filter.code || has(row.code, filter.code),
    !filter.recipient || has(row.recipient, filter.recipient),
    !filter.email || has(row.email, filter.email),
    !filter.note || has(row.note, filter.note),
    !filter.service || row.service === filter.service,
    !filter.status || filter.status.includes(row.status),
    filter.batch === undefined || row.batch === filter.batch,
    !discount || Object.entries(discount).every(([key, value]) => Reflect.get(row.discount, key) === value),
    usage !== 'unused' || row.used === 0,
    usage !== 'used' || row.used > 0,
    !usage ||
      usage === 'used' ||
      usage === 'unused' ||
      (row.limit === null ? null : Math.min(row.limit, 2)) === limitKind[usage],
    !created?.from || row.createdDay >= created.from,
    !created?.to || row.createdDay <= created.to,
    !validFrom?.from || (row.validFrom !== null && row.validFrom >= validFrom.from),
    !validFrom?.to || (row.validFrom !== null && row.validFrom <= validFrom.to),
    !expires?.from || row.expires >= expires.from,
    !expires?.to || row.expires <= expires.to,
  ].every(Boolean)
}

const text = fc.oneof(
  fc.constantFrom(
    'øys',
    'ØYS',
    'æ',
    'Å',
    'åSE',
    '%',
    '_',
    '*',
    '[',
    ']',
    '\\',
    'иВА',
    'zoë',
    'firma',
    '@example',
    '100 %',
    '?',
  ),
  fc.string({ minLength: 1, maxLength: 2 }),
)
const day = fc.integer({ min: -4, max: 4 }).map((days) => addDays(TODAY, days))
const between = fc.record({ from: day, to: day }, { requiredKeys: [] })
const filters = fc.record(
  {
    text, code: text, recipient: text, email: text, note: text,
    service: fc.constantFrom('events' as const, 'training' as const),
    status: fc.subarray([...STATUSES], { minLength: 1 }),
    discount: fc.constantFrom<NonNullable<Filter['discount']>>(...DISCOUNTS, { kind: 'percent' }, { kind: 'amount' }, { kind: 'amount', currency: 'CAD' }),
    usage: fc.constantFrom('unused' as const, 'used' as const, 'once' as const, 'times' as const, 'unlimited' as const),
    batch: fc.integer({ min: 1, max: 9 }), created: between, validFrom: between, expires: between,
  },
  { requiredKeys: [] },
) // prettier-ignore

describe.each(engines)('$engine', (engine) => {
  beforeAll(async () => {
    backend = await engine.start()
    await backend.api.site.update({ timeZone: 'Europe/Oslo' })
    for (const [i, name] of NAMES.entries()) {
      // Some minutes before and after midnight in Oslo, so that the site's day is another than UTC's.
      backend.clock.set(`2026-11-${20 + (i % 3)}T22:${45 + i}:00Z`)
      const discount = DISCOUNTS[i % 3] ?? DISCOUNTS[0]
      const usage = USAGES[(i + 1) % 3] ?? USAGES[0]
      const email = `person${i}@${i % 2 ? 'EXAMPLE.com' : 'firma.example'}`
      await createCodes(
        backend,
        creationOf(
          {
            recipients: { kind: 'one', name, email },
            discount,
            usage,
            service: i % 2 ? 'events' : 'training',
            batchName: `Batch ${i}`,
            expires: addDays(TODAY, i % 5),
            ...(i % 5 >= 3 && { validFrom: addDays(TODAY, i % 5 === 3 ? 3 : -1), note: `${name} på messen` }),
          },
          6,
        ),
      )
    }
    backend.clock.set('2026-11-25T10:00:00Z')
    const ids = (await allRows(backend)).map(({ id }) => id)
    await useCodes(
      engine,
      backend,
      ids.filter((id) => id % 3 === 0),
    )
    const { resultSet } = await backend.api.report.open({ filter: { text: 'b' }, order: [] })
    await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[1, 4]] }, expect: 3 }))
    rows = await allRows(backend)
  })
  afterAll(() => backend.stop())

  describe('the report', () => {
    it('has every status, and the same one in SQL as the rule says', async () => {
      expect(new Set(rows.map(({ status }) => status)).size).toBe(STATUSES.length)
      const today = (await backend.api.site.get({})).today
      for (const status of STATUSES) {
        const expected = rows.filter((row) => row.status === status)
        expect(await open({ status: [status] })).toEqual(expected)
        for (const row of expected)
          expect(statusOf({ ...row, deleted: status === 'deleted' }, today)).toBe(status)
      }
      const ranked = await open({}, [{ column: 'status', descending: false }])
      expect([...new Set(ranked.map(({ status }) => status))]).toEqual(STATUSES)
    })

    it('filters as the same rules in plain words do', async () => {
      await fc.assert(
        fc.asyncProperty(filters, async (filter) => {
          const found = await open(filter)
          expect(found.map(({ id }) => id)).toEqual(
            rows.filter((row) => passes(row, filter)).map(({ id }) => id),
          )
        }),
        { numRuns: 300 },
      )
    })

    it('counts the picked rows by status', async () => {
      const { resultSet } = await backend.api.report.open({
        filter: {},
        order: [{ column: 'email', descending: true }],
      })
      const ranges: [number, number][] = [[2, 9], [11, 30]] // prettier-ignore
      const all = (await backend.api.report.rows({ resultSet, offset: 0, limit: 5000 })).rows
      const picked = all.filter((_, i) => ranges.some(([from, to]) => i >= from && i < to))
      const count = (status: string) => picked.filter((row) => row?.status === status).length
      expect(await backend.api.report.summary({ resultSet, ranges })).toEqual({
      codes: 26, active: count('active'), notYetValid: count('not-yet-valid'), expired: count('expired'), usedUp: count('used-up'), deleted: count('deleted'),
      redemptions: picked.reduce((sum, row) => sum + (row?.used ?? 0), 0),
    }) // prettier-ignore
    })

    it('sorts by several columns, names as Norwegians do, equal rows by age', async () => {
      const byName = await open({}, [{ column: 'recipient', descending: false }])
      const names = [...new Set(byName.map(({ recipient }) => recipient))].filter((name) =>
        /^[\p{Script=Latin}]/u.test(name),
      )
      expect(names).toEqual([
        'a\\b',
        'Bob [sen]*',
        'Zoë Ångström',
        'ÆRLEND ØSTBY',
        'Øystein Åsheim',
        'åse aas',
      ])
      const two = await open({}, [
        { column: 'service', descending: true },
        { column: 'expires', descending: false },
      ])
      const expected = rows.toSorted(
        (one, other) =>
          other.service.localeCompare(one.service) ||
          one.expires.localeCompare(other.expires) ||
          one.id - other.id,
      )
      expect(two).toEqual(expected)
    })

    it('lists batches by name, the newest first', async () => {
      const batches = await backend.api.report.batches({ text: 'BATCH', limit: 3 })
      expect(batches.map(({ name, codes }) => [name, codes])).toEqual([['Batch 7', 6], ['Batch 6', 6], ['Batch 5', 6]]) // prettier-ignore
      expect(await backend.api.report.batches({ text: '%', limit: 3 })).toEqual([])
    })

    it('finds codes for the search box, those that start with the text first', async () => {
      const code = rows[20]?.code ?? ''
      expect(
        (await backend.api.overview.find({ text: code.toLowerCase().slice(0, 6), limit: 5 }))[0]?.code,
      ).toBe(code)
      expect(
        (await backend.api.overview.find({ text: 'ØYST', limit: 4 })).map(({ recipient }) => recipient),
      ).toEqual(Array(4).fill('Øystein Åsheim'))
      expect(await backend.api.overview.find({ text: '%%', limit: 4 })).toEqual([])
    })
  })
})
