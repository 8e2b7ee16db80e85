import type { Filter, Order } from '#shared/contract/report.ts'
import { addDays } from '#shared/domain/dates.ts'
import type { Figure } from '../figure.ts'
import { bareDatabase, openBackend, siteWith } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const CODES = 1_000_000

interface Case {
  filter: Filter
  order: Order
  sql: string
  values: unknown[]
}

/** Opening a report against the same SQL, written by hand and run bare. The worst of several filters and orders counts. */
export const openReportFigure: Figure = {
  figure: 'open a report of 1,000,000 rows, filtered and sorted / the same bare SQL (worst of 3)',
  unit: 'ratio',
  limit: 1.3,
  async measure() {
    const folder = await siteWith(CODES)
    const backend = await openBackend(folder)
    const database = bareDatabase(folder, true)
    const { today } = await backend.api.site.get({})
    const ratios: number[] = []
    for (const { filter, order, sql, values } of cases(today)) {
      const statement = database.prepare(sql).pluck()
      let expected = -1
      const bare = () => timed(() => (expected = statement.all(...values).length))
      const ours = () =>
        timed(async () => {
          const { count } = await backend.api.report.open({ filter, order })
          if (expected >= 0 && count !== expected) throw new Error(`${count} rows, not ${expected}`)
        })
      ratios.push(await ratioOf(ours, bare, 5))
    }
    database.close()
    await backend.backend.close()
    return Math.max(...ratios)
  },
}

const cases = (today: Parameters<typeof addDays>[0]): Case[] => [
  {
    filter: {},
    order: [{ column: 'recipient', descending: false }],
    sql: 'SELECT id FROM promo_code ORDER BY recipient_key, id',
    values: [],
  },
  {
    filter: { status: ['active'], service: 'events' },
    order: [{ column: 'expires', descending: true }],
    sql: `SELECT id FROM promo_code WHERE service = ? AND deleted_at IS NULL
      AND (usage_limit IS NULL OR used < usage_limit) AND expires >= ? ORDER BY expires DESC, id`,
    values: ['events', today],
  },
  {
    filter: { text: 'ødegård', expires: { to: addDays(today, 100) } },
    order: [{ column: 'code', descending: false }],
    sql: `SELECT id FROM promo_code WHERE (code LIKE ? OR recipient_name LIKE ? OR recipient_email LIKE ?)
      AND expires <= ? ORDER BY code, id`,
    values: ['%Ødegård%', '%Ødegård%', '%Ødegård%', addDays(today, 100)],
  },
]
