import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter, Order } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'
import { type OwnedConnection, openConnection } from '#backend/storage/sqlite/connection.ts'
import { compile } from '#backend/storage/sqlite/query.ts'
import { reportIds } from '#backend/storage/sqlite/report-filter.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

/** How SQLite reads a report: what decides between a wait of a moment and one of seconds at a million rows. */
let backend: TestBackend
let connection: OwnedConnection

/** One is of most codes, the other of few. */
const COUNTS = { events: 25, training: 15 } satisfies Partial<Record<Service, number>>

beforeAll(async () => {
  backend = await startTestBackend()
  for (const [service, count] of Object.entries(COUNTS) as [Service, number][]) {
    const recipients = { kind: 'one', name: 'Kari Nordmann', email: `${service}@firma.example` } as const
    await createCodes(backend, creationOf({ recipients, service }, count))
  }
  const path = join(backend.folder, 'site', 'site.sqlite')
  connection = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
})
afterAll(async () => {
  connection.close()
  await backend.stop()
})

const by = (...columns: Order[number]['column'][]): Order =>
  columns.map((column) => ({ column, descending: false }))

const TIME = { today: '2026-11-23' as IsoDate, timeZone: 'Europe/Oslo' }
function planOf(filter: Filter, order: Order): string {
  const { sql, parameters } = compile(reportIds(filter, order, TIME))
  const steps = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]
  return steps.map(({ detail }) => detail).join('; ')
}
const JUMPS = /SCAN promo_code USING INDEX/
const SORTS = /TEMP B-TREE/

describe('the plan of a report', () => {
  it.each([
    ['code', {}],
    ['code', { code: 'k7' }],
    ['email', {}],
    ['email', { email: 'firma' }],
  ] as const)('walks the index of %s where it holds all that is asked: %j', (column, filter) => {
    const plan = planOf(filter, by(column))
    expect(plan).toMatch(/SCAN promo_code USING COVERING INDEX/)
    expect(plan).not.toMatch(SORTS)
  })

  it.each([
    [{ service: 'events' }, by('code')],
    [{ text: 'ødegård' }, by('code', 'service')],
    [{ code: 'k7' }, by('email')],
    [{ status: ['active'] }, by('email')],
    [{}, by('email', 'code')],
  ] as [Filter, Order][])('reads the table as it lies, and sorts: %j by %j', (filter, order) => {
    const plan = planOf(filter, order)
    expect(plan).not.toMatch(JUMPS)
    expect(plan).toMatch(SORTS)
  })

  it('finds a batch by its index, and follows that of batches', () => {
    expect(planOf({ batch: 1 }, by('code'))).toMatch(/SEARCH promo_code USING INDEX promo_code_by_batch/)
    expect(planOf({ service: 'events' }, by('batch'))).not.toMatch(SORTS)
  })

  it.each(['events', 'training'] as const)('gives the same order either way: %s', async (service) => {
    const idsOf = async (filter: Filter, order: Order) => {
      const { resultSet } = await backend.api.report.open({ filter, order })
      const { rows } = await backend.api.report.rows({ resultSet, offset: 0, limit: 100 })
      return rows.filter((row) => row !== null)
    }
    for (const column of ['code', 'email'] as const)
      for (const descending of [false, true]) {
        const all = await idsOf({}, [{ column, descending }])
        expect(all).toHaveLength(40)
        const some = all.filter((row) => row.service === service)
        expect(some).toHaveLength(COUNTS[service])
        expect(await idsOf({ service }, [{ column, descending }])).toEqual(some)
      }
  })
})
