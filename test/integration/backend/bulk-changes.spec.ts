import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

const TODAY = '2026-11-23' as IsoDate
let backend: TestBackend
const to = (name: string, email: string, count = 1, more: Parameters<typeof creationOf>[0] = {}) =>
  createCodes(backend, creationOf({ recipients: { kind: 'one', name, email }, ...more }, count))
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(() => backend.stop())

  describe('extending by days', () => {
    it('counts from each code’s own expiry, and reports how many stay expired', async () => {
      await to('Bo', 'bo@example.com', 2, { expires: TODAY })
      await to('Bo', 'bo@example.com', 3, { expires: addDays(TODAY, 40) })
      await to('Bo', 'bo@example.com', 1, { expires: '9999-12-20' as IsoDate })
      backend.clock.advance(30 * 86_400_000)
      const { resultSet, ranges } = await pickAll(backend)
      const request = { picked: { resultSet, ranges }, to: { kind: 'days' as const, days: 20 } }
      const plan = await backend.api.promo.planExtend(request)
      expect(plan).toMatchObject({
        selected: 6,
        change: 5,
        stayExpired: 2,
        skipped: [{ reason: 'lasts-longer', count: 1 }],
        extension: { earliest: addDays(TODAY, 20), latest: addDays(TODAY, 60) },
      })
      const { operationId } = await backend.done(backend.api.promo.extend({ ...request, expect: 5 }))
      const expiries = async () => (await allRows(backend)).map(({ expires }) => expires)
      const later = [20, 20, 60, 60, 60].map((days) => addDays(TODAY, days))
      expect(await expiries()).toEqual([...later, '9999-12-20'])
      await undo(operationId)
      expect(await expiries()).toEqual(
        [0, 0, 40, 40, 40].map((days) => addDays(TODAY, days)).concat('9999-12-20' as IsoDate),
      )
    })
  })

  it('previews the dates of the first rows, in the order of the report', async () => {
    for (const days of [3, 1, 2]) await to('Bo', 'bo@example.com', 3, { expires: addDays(TODAY, days) })
    const { resultSet } = await backend.api.report.open({
      filter: {},
      order: [{ column: 'expires', descending: true }],
    })
    const plan = await backend.api.promo.planExtend({
      picked: {
        resultSet,
        ranges: [
          [1, 2],
          [3, 9],
        ],
      },
      to: { kind: 'days', days: 10 },
    })
    expect(plan.extension).toMatchObject({
      earliest: addDays(TODAY, 11),
      latest: addDays(TODAY, 13),
      examples: [3, 2, 2, 2, 1].map((days) => ({
        before: addDays(TODAY, days),
        after: addDays(TODAY, days + 10),
      })),
    })
  })

  it('says how many of the codes to delete somebody has used', async () => {
    await to('Bo', 'bo@example.com', 3)
    const { resultSet, ranges } = await pickAll(backend)
    const plan = await backend.api.promo.planDelete({ picked: { resultSet, ranges } })
    expect(plan).toMatchObject({ change: 3, deletion: { used: 0, mailed: 0 } })
    expect(plan.extension).toBeUndefined()
  })

  it('opens a span of days around today by the clock, in the site’s time zone', async () => {
    for (const days of [0, 7, 8, 30]) await to('Bo', 'bo@example.com', 1, { expires: addDays(TODAY, days) })
    const within = async (days: number) => {
      const filter = { expires: { fromDays: 0, toDays: days } }
      const { resultSet, count } = await backend.api.report.open({ filter, order: [] })
      const { rows } = await backend.api.report.rows({ resultSet, offset: 0, limit: 10 })
      expect(rows).toHaveLength(count)
      return rows.map((row) => row?.expires)
    }
    expect(await within(7)).toEqual([0, 7].map((days) => addDays(TODAY, days)))
    backend.clock.advance(86_400_000)
    expect(await within(7)).toEqual([7, 8].map((days) => addDays(TODAY, days)))
    // There it is a day later already.
    await backend.api.site.update({ timeZone: 'Pacific/Kiritimati' })
    const { today } = await backend.api.site.get({})
    expect(today).toBe(addDays(TODAY, 2))
    expect(await within(6)).toEqual([7, 8].map((days) => addDays(TODAY, days)))
    expect(await within(5)).toEqual([addDays(TODAY, 7)])
  })

  describe('restoring', () => {
    it('is for deleted codes that have not expired', async () => {
      await to('Bo', 'bo@example.com', 2, { expires: TODAY })
      await to('Bo', 'bo@example.com', 3)
      const { resultSet, ranges } = await pickAll(backend)
      await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[0, 4]] }, expect: 4 }))
      backend.clock.advance(86_400_000)
      const codes = (await allRows(backend)).map(({ code }) => code)
      const picked = { resultSet, ranges }
      expect(await backend.api.promo.planRestore({ picked })).toEqual({
        selected: 5,
        change: 2,
        stayExpired: 0,
        skipped: [
          { reason: 'not-deleted', count: 1, examples: [codes[4]] },
          { reason: 'expired', count: 2, examples: codes.slice(0, 2) },
        ],
      })
      await backend.done(backend.api.promo.restore({ picked, expect: 2 }))
      const statuses = (await allRows(backend)).map(({ status }) => status)
      expect(statuses).toEqual(['deleted', 'deleted', 'active', 'active', 'active'])
    })
  })
})
