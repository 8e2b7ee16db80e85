import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ReportRow, Summary } from '#shared/contract/report.ts'
import type { ReadConnection } from './connection.ts'
import type { IdChunk } from '../id-chunks.ts'
import { pickedCodes } from './picked-codes.ts'
import type { RowOptions } from '../report.ts'
import type { RowBlocks } from '../storage.ts'
import { idBlocks } from '../sql/set-ids.ts'
import { query, raw } from '../sql/query.ts'
import { compile } from './query.ts'
import { REPORT_ROW_COLUMNS, rowMapper, type StoredReportRow } from '../report-row.ts'
import type { SiteTime } from '../site-time.ts'
import { messageReader } from './report-mail.ts'
import { type SummaryCounts, summaryCounts, toSummary } from '../sql/summary.ts'

/** Without a join: with two tables SQLite plans the statement again for every value, at four times the cost. */
const ROW_BY_ID = compile(query.selectFrom('promo_code').select(REPORT_ROW_COLUMNS).where('id', '=', 0)).sql

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
  { messages = true }: RowOptions = {},
): RowReader {
  const statement = connection.prepare(ROW_BY_ID)
  const nameOf = batchNames(connection)
  const messageOf = messages ? messageReader(connection) : () => undefined
  const toRow = rowMapper(time)
  return {
    rows(ids) {
      const found: (ReportRow | null)[] = []
      for (const id of ids) {
        const row = statement.get(id) as StoredReportRow | undefined
        found.push(row ? toRow(row, nameOf(row.batch_id), messageOf(row.id, row.recipient_email)) : null)
      }
      return found
    },
  }
}

/** So many rows are read in a few milliseconds, between which a cancel gets through. */
const BLOCK = 1000

export const blocksOfRows = (connection: ReadConnection): RowBlocks =>
  async function* (picked, time, options) {
    const reader = createRowReader(connection, time, options)
    for (const ids of idBlocks(picked, BLOCK)) {
      yield reader.rows(ids).filter((row) => row !== null)
      await yieldToEventLoop()
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

/** Counts the codes of a chunk by status. */
export function summarise(connection: ReadConnection, { today }: SiteTime, chunk: IdChunk): Summary {
  const counts = connection.get(
    'report.summary',
    raw(sql<SummaryCounts>`SELECT ${summaryCounts(today)} FROM ${pickedCodes(chunk)}`),
  )
  if (!counts) throw new Error('a count without a row')
  return toSummary(counts)
}
