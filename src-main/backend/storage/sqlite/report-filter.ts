import { type RawBuilder, sql } from 'kysely'
import type { Filter, Order } from '#shared/contract/report.ts'
import { addDays, type IsoDate, startOfDay } from '#shared/domain/dates.ts'
import { spanOn } from '#shared/domain/day-span.ts'
import { REPORT_COLUMNS, type SortKey } from '#shared/report-columns.ts'
import type { CodeList } from '../report.ts'
import type { SiteTime } from '../site-time.ts'
import { inList } from './code-list.ts'
import { HAS_MESSAGES, hasMail, idsByMailRank, mailRank } from './report-mail.ts'
import { hasStatus, statusRank } from '../sql/status.ts'
import { searchedColumns } from '../searched-columns.ts'
import { contains } from './text-match.ts'
import { type Query, raw } from '../sql/query.ts'
import { isRedeemed } from '../sql/report-redeemed.ts'

export type { SiteTime }

type Condition = RawBuilder<boolean>

/** The ids of the codes that pass `filter` and are in `list`, in `order`; equal ones in the order of their creation. */
export function reportIds(
  filter: Filter,
  order: Order,
  time: SiteTime,
  list?: CodeList,
): Query<{ id: number }> {
  const conditions = [...(list ? [inList(list)] : []), ...conditionsOf(filter, time)]
  const [first, ...rest] = order
  if (first?.column !== 'message')
    return raw(idsBy(conditions, orderedBy(order, time, list !== undefined || readsTable(filter, order))))
  // Codes without a message, which are equal in this, come first as they lie.
  const without = idsBy([...conditions, sql`NOT ${HAS_MESSAGES}`], orderedBy(rest, time, true))
  const others = idsByMailRank(conditions, first.descending, orderedBy(rest, time, true))
  const [upper, lower] = first.descending ? [others, without] : [without, others]
  // A limit, even none, keeps SQLite from leaving the order of a subquery out.
  return raw(
    sql<{ id: number }>`SELECT id FROM (${upper} LIMIT -1) UNION ALL SELECT id FROM (${lower} LIMIT -1)`,
  )
}

/** The condition that a code passes `filter` and is in `list`. */
export function passing(filter: Filter, time: SiteTime, list?: CodeList): Condition {
  const conditions = [...(list ? [inList(list)] : []), ...conditionsOf(filter, time)]
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` AND `)})` : sql<boolean>`1`
}

/** The ids of the codes that do not pass `filter`, as the table lies. */
export const failingIds = (filter: Filter, time: SiteTime): Query<{ id: number }> =>
  raw(sql<{ id: number }>`SELECT id FROM promo_code NOT INDEXED WHERE ${passing(filter, time)} IS NOT 1`)

const idsBy = (conditions: readonly Condition[], order: readonly RawBuilder<unknown>[]) => {
  const where = conditions.length > 0 ? sql` WHERE ${sql.join(conditions, sql` AND `)}` : sql``
  return sql<{ id: number }>`SELECT id FROM promo_code${where} ORDER BY ${sql.join([...order, sql`id`])}`
}

const orderedBy = (order: Order, time: SiteTime, sorted: boolean) =>
  order.flatMap(({ column, descending }) => {
    const key = REPORT_COLUMNS[column].sort
    return sortedBy(key, time).map(
      (expression) =>
        sql`${sorted && key !== 'batch' ? sql`+` : sql``}${expression}${descending ? sql` DESC` : sql``}`,
    )
  })

/**
 * The ids in the order of an index, where that is quicker to read than to sort those that pass `filter`: of a filter
 * that most codes pass, and an order by that index alone. Undefined otherwise.
 */
export function indexOrder(filter: Filter, order: Order): Query<{ id: number }> | undefined {
  const [first] = order
  const keys = Object.keys(filter)
  const broad = keys.length > 0 && keys.every((key) => key === 'status' || key === 'service')
  if (!broad || order.length !== 1 || (first?.column !== 'email' && first?.column !== 'code'))
    return undefined
  return reportIds({}, order, NO_TIME)
}
/** No column of an index depends on it. */
const NO_TIME: SiteTime = { today: '0000-01-01' as IsoDate, timeZone: 'UTC' }

/**
 * Whether more is asked of a code than the index of the column that it is sorted by holds. To walk that index is then
 * to jump to another place in the table for each row, which takes far longer than to read the table as it lies and to
 * sort what passed; a `+` before the column keeps SQLite, which expects the opposite, from the index. The index of
 * batches goes along with the table.
 */
function readsTable(filter: Filter, order: Order): boolean {
  const first = order[0] && REPORT_COLUMNS[order[0].column].sort
  const decided = order.length === 1 || first === 'code'
  return !decided || Object.keys(filter).some((key) => key !== first)
}

function* conditionsOf(filter: Filter, time: SiteTime): Generator<Condition> {
  const columns = {
    code: 'code',
    recipient: 'recipient_name',
    email: 'recipient_email',
    note: 'note',
  } as const
  if (filter.text) {
    const anywhere = searchedColumns(filter.text).map(({ column, text }) => contains(sql.ref(column), text))
    yield sql<boolean>`(${sql.join(anywhere, sql` OR `)})`
  }
  for (const key of ['code', 'recipient', 'email', 'note'] as const) {
    const text = filter[key]
    if (text) yield contains(sql.ref(columns[key]), text)
  }
  if (filter.service) yield sql<boolean>`service = ${filter.service}`
  if (filter.batch !== undefined) yield sql<boolean>`batch_id = ${filter.batch}`
  if (filter.usage) yield USAGE[filter.usage]
  if (filter.discount) yield* discountConditions(filter.discount)
  yield* dateConditions(filter, time)
  if (filter.status) {
    const statuses = filter.status.map((status) => hasStatus(status, time.today))
    yield sql<boolean>`(${sql.join(statuses, sql` OR `)})`
  }
  if (filter.message) yield hasMail(filter.message)
}

const USAGE: Record<NonNullable<Filter['usage']>, Condition> = {
  unused: sql`used = 0`,
  used: sql`used > 0`,
  once: sql`usage_limit = 1`,
  times: sql`usage_limit > 1`,
  unlimited: sql`usage_limit IS NULL`,
}

function* discountConditions(discount: NonNullable<Filter['discount']>): Generator<Condition> {
  yield sql<boolean>`discount_kind = ${discount.kind}`
  const value = discount.kind === 'percent' ? discount.hundredths : discount.minor
  if (value !== undefined) yield sql<boolean>`discount_value = ${value}`
  if (discount.kind === 'amount' && discount.currency)
    yield sql<boolean>`discount_currency = ${discount.currency}`
}

function* dateConditions(filter: Filter, { today, timeZone }: SiteTime): Generator<Condition> {
  const [created, validFrom, expires, redeemed] = [
    filter.created,
    filter.validFrom,
    filter.expires,
    filter.redeemed,
  ].map((span) => span && spanOn(span, today))
  const start = (day: IsoDate) => Date.parse(startOfDay(timeZone, day))
  const end = (day: IsoDate) => start(addDays(day, 1))
  if (created?.from) yield sql<boolean>`created_at >= ${start(created.from)}`
  if (created?.to) yield sql<boolean>`created_at < ${end(created.to)}`
  if (validFrom?.from) yield sql<boolean>`valid_from >= ${validFrom.from}`
  if (validFrom?.to) yield sql<boolean>`valid_from <= ${validFrom.to}`
  if (expires?.from) yield sql<boolean>`expires >= ${expires.from}`
  if (expires?.to) yield sql<boolean>`expires <= ${expires.to}`
  if (redeemed?.from || redeemed?.to)
    yield isRedeemed({
      from: redeemed.from ? start(redeemed.from) : null,
      until: redeemed.to ? end(redeemed.to) : null,
    })
}

/** What rows are sorted by, where that is in the columns. Percentages come before amounts, and amounts by currency. */
const SORTED_BY: Readonly<Record<Exclude<SortKey, 'status' | 'message'>, readonly string[]>> = {
  code: ['code'],
  service: ['service'],
  recipient: ['recipient_key'],
  email: ['recipient_email COLLATE NOCASE'],
  discount: ['discount_currency', 'discount_value'],
  used: ['used'],
  appliesTo: ['applies_to'],
  batch: ['batch_id'],
  note: ['note COLLATE NOCASE'],
  created: ['created_at'],
  validFrom: ['valid_from'],
  expires: ['expires'],
}

/** What rows are sorted by. */
function sortedBy(key: SortKey, { today }: SiteTime): RawBuilder<unknown>[] {
  if (key === 'status') return [statusRank(today)]
  return key === 'message' ? [mailRank()] : SORTED_BY[key].map((expression) => sql.raw(expression))
}
