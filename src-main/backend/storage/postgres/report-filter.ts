import { type RawBuilder, sql } from 'kysely'
import type { Filter, Order } from '#shared/contract/report.ts'
import { addDays, type IsoDate, startOfDay } from '#shared/domain/dates.ts'
import { spanOn } from '#shared/domain/day-span.ts'
import { REPORT_COLUMNS, type SortKey } from '#shared/report-columns.ts'
import type { CodeList } from '../report.ts'
import type { SiteTime } from '../site-time.ts'
import { isRedeemed } from '../sql/report-redeemed.ts'
import { asciiLower } from './ascii-lower.ts'
import { hasStatus, statusRank } from '../sql/status.ts'
import { hasMail, MAIL_RANK, WITH_MAIL_RANK } from './report-mail.ts'
import { searchedColumns } from '../searched-columns.ts'
import { contains } from './text-match.ts'

type Condition = RawBuilder<boolean>

/** The ids of the codes that pass `filter` and are in `list`, in `order`; equal ones in the order of their creation. */
export function reportIds(
  filter: Filter,
  order: Order,
  time: SiteTime,
  list?: CodeList,
): RawBuilder<unknown> {
  const conditions = [...(list ? [inList(list)] : []), ...conditionsOf(filter, time)]
  const where = conditions.length > 0 ? sql` WHERE ${sql.join(conditions, sql` AND `)}` : sql``
  const by = order.flatMap(({ column, descending }) =>
    sortedBy(REPORT_COLUMNS[column].sort, time).map(
      (expression) => sql`${expression}${descending ? sql` DESC` : sql``}`,
    ),
  )
  const byMessage = order.some(({ column }) => REPORT_COLUMNS[column].sort === 'message')
  const from = byMessage ? sql`promo_code ${WITH_MAIL_RANK}` : sql`promo_code`
  return sql`SELECT id FROM ${from}${where} ORDER BY ${sql.join([...by, sql`id`])}`
}

/** The condition that a code passes `filter` and is in `list`. */
export function passing(filter: Filter, time: SiteTime, list?: CodeList): Condition {
  const conditions = [...(list ? [inList(list)] : []), ...conditionsOf(filter, time)]
  return conditions.length > 0 ? sql<boolean>`(${sql.join(conditions, sql` AND `)})` : sql<boolean>`TRUE`
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
  if (validFrom?.from) yield sql<boolean>`valid_from >= ${validFrom.from}::date`
  if (validFrom?.to) yield sql<boolean>`valid_from <= ${validFrom.to}::date`
  if (expires?.from) yield sql<boolean>`expires >= ${expires.from}::date`
  if (expires?.to) yield sql<boolean>`expires <= ${expires.to}::date`
  if (redeemed?.from || redeemed?.to)
    yield isRedeemed({
      from: redeemed.from ? start(redeemed.from) : null,
      until: redeemed.to ? end(redeemed.to) : null,
    })
}

/** The condition that a code is in the list. */
const inList = ({ codes, addresses }: CodeList): Condition =>
  sql<boolean>`(lower(code) = ANY(${codes.map(asciiLower)}::text[])
    OR lower(recipient_email) = ANY(${addresses.map(asciiLower)}::text[]))`

/** What rows are sorted by, never null. Percentages come before amounts, and amounts by currency. */
const SORTED_BY: Readonly<Record<Exclude<SortKey, 'status' | 'message'>, readonly RawBuilder<unknown>[]>> = {
  code: [sql`lower(code)`],
  service: [sql`service`],
  recipient: [sql`recipient_key`],
  email: [sql`lower(recipient_email)`],
  discount: [sql`coalesce(discount_currency, '')`, sql`discount_value`],
  used: [sql`used`],
  appliesTo: [sql`applies_to`],
  batch: [sql`batch_id`],
  note: [sql`lower(note)`],
  created: [sql`created_at`],
  // A code without such a day has been valid for longest.
  validFrom: [sql`coalesce(valid_from, '-infinity'::date)`],
  expires: [sql`expires`],
}

function sortedBy(key: SortKey, { today }: SiteTime): readonly RawBuilder<unknown>[] {
  if (key === 'status') return [statusRank(today)]
  return key === 'message' ? [MAIL_RANK] : SORTED_BY[key]
}
