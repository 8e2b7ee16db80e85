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

  describe('figures and details', () => {
    it('count what is shown by status, service and batch, and over time', async () => {
      for (let batch = 0; batch < 22; batch += 1)
        await to('Bo', 'bo@example.com', 1 + (batch % 3), {
          service: batch % 2 === 0 ? 'events' : 'training',
          batchName: `Batch ${batch + 1}`,
          expires: addDays(TODAY, batch % 4),
        })
      const { resultSet, count } = await pickAll(backend)
      await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges: [[3, 8]] }, expect: 5 }))
      const rows = await allRows(backend)
      const breakdown = await backend.api.report.breakdown({ resultSet })
      const summary = await backend.api.report.summary({ resultSet })
      expect(breakdown.statuses).toEqual([
        { status: 'active', codes: summary.active },
        { status: 'not-yet-valid', codes: 0 },
        { status: 'expired', codes: 0 },
        { status: 'used-up', codes: 0 },
        { status: 'deleted', codes: 5 },
      ])
      const events = rows.filter(({ service }) => service === 'events').length
      expect(breakdown.services).toEqual([
        { service: 'events', codes: events },
        { service: 'training', codes: count - events },
      ])
      expect(breakdown.batches).toHaveLength(20)
      expect(breakdown.batches[0]).toEqual({ batch: 21, name: 'Batch 21', codes: 3 })
      const shown = breakdown.batches.reduce((sum, { codes }) => sum + codes, 0)
      expect(breakdown.otherBatches).toEqual({ batches: 2, codes: count - shown })
      expect(breakdown.redeemed).toEqual({ codes: count, redeemed: 0, redemptions: 0 })
      expect(breakdown.bestBatches).toEqual([])
      expect(breakdown.newestBatches.map(({ batch }) => batch)).toEqual([
        22, 21, 20, 19, 18, 17, 16, 15, 14, 13,
      ])
      const some = await backend.api.report.breakdown({ resultSet, ranges: [[3, 8]] })
      expect(some.statuses.map(({ codes }) => codes)).toEqual([0, 0, 0, 0, 5])

      const { by, steps } = await backend.api.report.timeline({ resultSet })
      expect(by).toBe('day')
      expect(steps).toEqual(
        [0, 1, 2, 3].map((days) => {
          const day = addDays(TODAY, days)
          return {
            from: day,
            to: day,
            expiries: rows.filter(({ expires }) => expires === day).length,
            statuses: {
              active: rows.filter(({ expires, status }) => expires === day && status === 'active').length,
              notYetValid: 0,
              expired: 0,
              usedUp: 0,
              deleted: rows.filter(({ expires, status }) => expires === day && status === 'deleted').length,
            },
            redemptions: 0,
            takings: [],
          }
        }),
      )
    })

    it('show everything that affected a code', async () => {
      await to('Bo', 'bo@example.com', 3, { batchName: 'Vinter' })
      const { resultSet } = await pickAll(backend)
      const picked = (from: number, until: number) => ({
        resultSet,
        ranges: [[from, until]] as [number, number][],
      })
      const far = { kind: 'date' as const, expires: '2027-01-31' as IsoDate }
      await backend.done(backend.api.promo.extend({ picked: picked(0, 2), to: far, expect: 2 }))
      await backend.done(backend.api.promo.delete({ picked: picked(2, 3), expect: 1 }))
      const cells = [{ id: 1, column: 'email' as const, text: 'eli@example.com' }]
      await backend.done(backend.api.promo.edit({ resultSet, cells, language: 'nb', expect: 1 }))
      await undo(4)
      await undo(3)
      await undo(5)
      const details = await backend.api.report.details({ id: 1 })
      expect(details).toMatchObject({
        row: { id: 1, recipient: 'Bo', email: 'eli@example.com', expires: '2027-01-31' },
        batch: { id: 1, name: 'Vinter', codes: 3 },
        redemptions: [],
        messages: [],
      })
      expect(details.operations.map(({ id, details }) => [id, details.kind])).toEqual([
        [7, 'redo'],
        [5, 'undo'],
        [4, 'edit-codes'],
        [2, 'extend-codes'],
        [1, 'create-codes'],
      ])
      const other = await backend.api.report.details({ id: 3 })
      expect(other.operations.map(({ id }) => id)).toEqual([6, 3, 1])
      await expect(backend.api.report.details({ id: 4 })).rejects.toMatchObject({
        code: 'report.unknown-code',
      })
    })
  })
})
