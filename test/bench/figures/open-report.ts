import type { Column, Filter, Order } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import type { Figure } from '../figure.ts'
import { bareDatabase, openBackend, siteWith } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const CODES = 1_000_000

export interface Case {
  filter: Filter
  order: Order
  sql: string
  values: unknown[]
}

/** Shorter ones are measured more often, since a moment's disturbance is a large part of them. */
const SHORT_MS = 50
const pairsFor = (ms: number): number => (ms < SHORT_MS ? 51 : 5)

/**
 * Opening a report against the same question asked in SQL by hand and run bare, of the site in `folder`; the worst of
 * the cases counts.
 */
export async function worstRatio(folder: string, casesOf: (today: IsoDate) => Case[]): Promise<number> {
  const backend = await openBackend(folder)
  const database = bareDatabase(folder, true)
  const { today } = await backend.api.site.get({})
  const ratios: number[] = []
  for (const { filter, order, sql, values } of casesOf(today)) {
    const statement = database.prepare(sql).pluck()
    let expected = -1
    const bare = () => timed(() => (expected = statement.all(...values).length))
    const ours = () =>
      timed(async () => {
        const { count } = await backend.api.report.open({ filter, order })
        if (expected >= 0 && count !== expected) throw new Error(`${count} rows, not ${expected}`)
      })
    ratios.push(await ratioOf(ours, bare, pairsFor(await bare())))
  }
  database.close()
  await backend.backend.close()
  return Math.max(...ratios)
}

const openFigure = (figure: string, casesOf: (today: IsoDate) => Case[]): Figure => ({
  figure,
  unit: 'ratio',
  limit: 1.3,
  measure: async () => await worstRatio(await siteWith(CODES), casesOf),
})

/** Every column, by the same expression written by hand. */
const SORTED: readonly (readonly [Column, string])[] = [
  ['code', 'code'],
  ['service', 'service'],
  ['recipient', 'recipient_key'],
  ['email', 'recipient_email COLLATE NOCASE'],
  ['discount', 'discount_currency, discount_value'],
  ['used', 'used'],
  ['appliesTo', 'applies_to'],
  ['batch', 'batch_id'],
  ['created', 'created_at'],
  ['expires', 'expires'],
  [
    'status',
    `CASE WHEN deleted_at IS NOT NULL THEN 3 WHEN used >= usage_limit THEN 2 WHEN expires < ? THEN 1 ELSE 0 END`,
  ],
]

/** A filter on every column that has one. */
const FILTERED = (today: IsoDate): readonly (readonly [Filter, string, unknown[]])[] => [
  [{ code: 'k7' }, 'code LIKE ?', ['%k7%']],
  [{ service: 'training' }, 'service = ?', ['training']],
  [{ recipient: 'nordmann 1' }, 'recipient_name LIKE ?', ['%nordmann 1%']],
  [{ email: 'person99' }, 'recipient_email LIKE ?', ['%person99%']],
  [{ discount: { kind: 'amount' } }, 'discount_kind = ?', ['amount']],
  [{ usage: 'unlimited' }, 'usage_limit IS NULL', []],
  [{ batch: 4 }, 'batch_id = ?', [4]],
  [{ created: { from: today } }, 'created_at >= ?', [Date.parse(`${today}T00:00:00`)]],
  [{ expires: { to: addDays(today, 100) } }, 'expires <= ?', [addDays(today, 100)]],
  [
    { status: ['expired'] },
    'deleted_at IS NULL AND expires < ? AND (usage_limit IS NULL OR used < usage_limit)',
    [today],
  ],
]

const everyColumn = (today: IsoDate): Case[] => [
  ...SORTED.map(([column, by]) => ({
    filter: {},
    order: [{ column, descending: false }],
    sql: `SELECT id FROM promo_code ORDER BY ${by}, id`,
    values: by.includes('?') ? [today] : [],
  })),
  ...FILTERED(today).map(([filter, where, values]) => ({
    filter,
    order: [],
    sql: `SELECT id FROM promo_code WHERE ${where} ORDER BY id`,
    values,
  })),
]

const cases = (today: IsoDate): Case[] => [
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
      AND expires <= ? ORDER BY +code, id`,
    values: ['%Ødegård%', '%Ødegård%', '%Ødegård%', addDays(today, 100)],
  },
]

export const openReportFigure = openFigure(
  'open a report of 1,000,000 rows, filtered and sorted / the same bare SQL (worst of 3)',
  cases,
)

export const anyColumnFigure = openFigure(
  'sort or filter 1,000,000 rows by any column / the same bare SQL (worst of 21)',
  everyColumn,
)
