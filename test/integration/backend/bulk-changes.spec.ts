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
