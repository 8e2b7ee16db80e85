import { sql } from 'kysely'
import { type ReportRow, type Summary } from '#shared/contract/report.ts'
import { type Instant, instantOf, type IsoDate, dayFormatter } from '#shared/domain/dates.ts'
import { type ReadConnection } from './connection.sqlite.ts'
import { type IdChunk } from './id-chunks.ts'
import { pickedCodes } from './picked-codes.sqlite.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import { query, raw } from './query.ts'
import { type SiteTime } from './report-filter.sqlite.ts'
import { type PromoCodeTable } from './schema.ts'
import { statusCase } from './status.sqlite.ts'

type StoredRow = Omit<PromoCodeTable, 'recipient_key'> & { batch_name: string }

/** Reads rows of the report as they stand, by id. A window of rows is a look-up each, so its cost does not grow with the table. */
export interface RowReader {
  /** In the order of `ids`; null for a code that is gone. */
  rows(ids: Iterable<number>): (ReportRow | null)[]
}

export function createRowReader(connection: ReadConnection, time: SiteTime): RowReader {
  const { sql: text } = query
    .selectFrom('promo_code')
    .innerJoin('batch', 'batch.id', 'promo_code.batch_id')
    .select([
      'promo_code.id',
      'code',
      'batch_id',
      'promo_code.service',
      'applies_to',
      'recipient_name',
      'recipient_email',
      'discount_kind',
      'discount_value',
      'discount_currency',
      'usage_limit',
      'used',
      'promo_code.created_at',
      'expires',
      'deleted_at',
      'batch.name as batch_name',
    ])
    .where('promo_code.id', '=', 0)
    .compile()
  const statement = connection.prepare(text)
  const toRow = rowMapper(time)
  return {
    rows(ids) {
      const found: (ReportRow | null)[] = []
      for (const id of ids) {
        const row = statement.get(id) as StoredRow | undefined
        found.push(row ? toRow(row) : null)
      }
      return found
    },
  }
}

function rowMapper({ today, timeZone }: SiteTime): (row: StoredRow) => ReportRow {
  const dayOf = dayFormatter(timeZone)
  // Codes of one batch were created at one moment; formatting a day is dear.
  let last: { at: number; created: Instant; createdDay: IsoDate } | undefined
  const createdOf = (at: number) => {
    if (last?.at !== at) last = { at, created: instantOf(at), createdDay: dayOf(at) }
    return last
  }
  return (row) => {
    const { created, createdDay } = createdOf(row.created_at)
    return {
      id: row.id,
      code: row.code,
      service: row.service,
      recipient: row.recipient_name,
      email: row.recipient_email,
      discount: discountOf(row),
      used: row.used,
      limit: row.usage_limit,
      appliesTo: row.applies_to,
      batch: row.batch_id,
      batchName: row.batch_name,
      created,
      createdDay,
      expires: row.expires,
      status: statusOf(
        { deleted: row.deleted_at !== null, used: row.used, limit: row.usage_limit, expires: row.expires },
        today,
      ),
    }
  }
}

function discountOf(row: StoredRow): ReportRow['discount'] {
  return row.discount_currency === null
    ? { kind: 'percent', hundredths: row.discount_value }
    : { kind: 'amount', minor: row.discount_value, currency: row.discount_currency }
}

const EMPTY: Summary = { codes: 0, active: 0, expired: 0, usedUp: 0, deleted: 0, redemptions: 0 }
const KEY = { active: 'active', expired: 'expired', 'used-up': 'usedUp', deleted: 'deleted' } as const

/** Counts by status, of all codes or of those of a chunk. */
export function summarise(connection: ReadConnection, time: SiteTime, chunk?: IdChunk): Summary {
  const from = chunk ? pickedCodes(chunk) : sql`promo_code`
  const groups = connection.all(
    'report.summary',
    raw(sql<{ status: keyof typeof KEY; codes: number; used: number }>`
      SELECT ${statusCase(time.today)} AS status, count(*) AS codes, sum(used) AS used FROM ${from} GROUP BY 1`),
  )
  return groups.reduce(
    (sum, { status, codes, used }) => ({
      ...sum,
      codes: sum.codes + codes,
      redemptions: sum.redemptions + used,
      [KEY[status]]: codes,
    }),
    EMPTY,
  )
}

export function addSummaries(one: Summary, other: Summary): Summary {
  return {
    codes: one.codes + other.codes,
    active: one.active + other.active,
    expired: one.expired + other.expired,
    usedUp: one.usedUp + other.usedUp,
    deleted: one.deleted + other.deleted,
    redemptions: one.redemptions + other.redemptions,
  }
}
