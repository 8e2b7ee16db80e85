import { type RawBuilder, sql } from 'kysely'
import type { ReportRow, Summary } from '#shared/contract/report.ts'
import { type Instant, instantOf, type IsoDate, dayFormatter } from '#shared/domain/dates.ts'
import type { ReadConnection } from './connection.ts'
import type { IdChunk } from './id-chunks.ts'
import { pickedCodes } from './picked-codes.ts'
import { statusOf } from '#shared/domain/promo-code.ts'
import { query, raw } from './query.ts'
import type { SiteTime } from '../site-time.ts'
import { PROMO_CODE_COLUMNS, type PromoCodeTable, rowFields } from './promo-code-table.ts'
import { messageReader } from './report-mail.ts'
import { hasStatus } from './status.ts'

type StoredRow = Omit<PromoCodeTable, 'recipient_key'>
/** All but what is for sorting only. */
const ROW_COLUMNS = PROMO_CODE_COLUMNS.filter((column) => column !== 'recipient_key')

/** Without a join: with two tables SQLite plans the statement again for every value, at four times the cost. */
const ROW_BY_ID = query.selectFrom('promo_code').select(ROW_COLUMNS).where('id', '=', 0).compile().sql

/** Reads current rows of the report by id. Each row of a window is a look-up: its cost does not grow with the table. */
export interface RowReader {
  /** In the order of `ids`; null for a code that is gone. */
  rows(ids: Iterable<number>): (ReportRow | null)[]
}

/**
 * For a connection inside a transaction, where a look-up costs half of what it does outside. Messages are another look-up
 * a row, which an export without them goes without.
 */
export function createRowReader(
  connection: ReadConnection,
  time: SiteTime,
  { messages = true }: { messages?: boolean } = {},
): RowReader {
  const statement = connection.prepare(ROW_BY_ID)
  const messageOf = messages ? messageReader(connection) : () => undefined
  const toRow = rowMapper(time, batchNames(connection), messageOf)
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

/** Names of batches, each read once. */
function batchNames(connection: ReadConnection): (id: number) => string {
  const known = new Map<number, string>()
  return (id) => {
    const name = known.get(id)
    if (name !== undefined) return name
    const batch = connection.get(
      'batches.name',
      query.selectFrom('batch').select('name').where('id', '=', id),
    )
    known.set(id, batch?.name ?? '')
    return batch?.name ?? ''
  }
}

export function rowMapper(
  { today, timeZone }: SiteTime,
  nameOfBatch: (id: number) => string,
  messageOf: ReturnType<typeof messageReader>,
): (row: StoredRow) => ReportRow {
  const dayOf = dayFormatter(timeZone)
  // Codes of one batch were created at one moment; formatting a day is expensive.
  let last: { at: number; created: Instant; createdDay: IsoDate } | undefined
  const createdOf = (at: number) => {
    if (last?.at !== at) last = { at, created: instantOf(at), createdDay: dayOf(at) }
    return last
  }
  return (row) => {
    const { created, createdDay } = createdOf(row.created_at)
    const message = messageOf(row.id, row.recipient_email)
    return {
      ...rowFields(row),
      batchName: nameOfBatch(row.batch_id),
      created,
      createdDay,
      status: statusOf(
        { deleted: row.deleted_at !== null, used: row.used, limit: row.usage_limit, expires: row.expires },
        today,
      ),
      message: message
        ? {
            id: message.id,
            state: message.state,
            email: message.address,
            elsewhere: message.elsewhere,
            at: instantOf(message.state_at),
            day: dayOf(message.state_at),
          }
        : null,
    }
  }
}

/** Counts by status, of all codes or of those of a chunk. */
export function summarise(connection: ReadConnection, { today }: SiteTime, chunk?: IdChunk): Summary {
  const from = chunk ? pickedCodes(chunk) : sql`promo_code`
  // Counting beside each other, in one pass, takes half the time of grouping.
  const counts = connection.get(
    'report.summary',
    raw(sql<Omit<Summary, 'active'>>`
      SELECT count(*) AS codes, coalesce(sum(used), 0) AS redemptions, count(deleted_at) AS deleted,
        ${countIf(hasStatus('used-up', today))} AS usedUp, ${countIf(hasStatus('expired', today))} AS expired
      FROM ${from}`),
  )
  if (!counts) throw new Error('a count without a row')
  return { ...counts, active: counts.codes - counts.deleted - counts.usedUp - counts.expired }
}

const countIf = (condition: RawBuilder<boolean>) => sql`count(CASE WHEN ${condition} THEN 1 END)`

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
