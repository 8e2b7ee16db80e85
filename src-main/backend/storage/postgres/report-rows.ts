import { sql } from 'kysely'
import type { ReportRow } from '#shared/contract/report.ts'
import { REPORT_ROW_COLUMNS, rowMapper, type StoredReportRow } from '../report-row.ts'
import type { SiteTime } from '../site-time.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'
import { messageOf, SHOWN_COLUMNS, type ShownMessage, WITH_SHOWN_MESSAGE } from './report-mail.ts'

type Row = StoredReportRow & ShownMessage & { batch_name: string }

const COLUMNS = sql.join(REPORT_ROW_COLUMNS.map((column) => sql.ref(`promo_code.${column}`)))

/**
 * Current rows of the report, in the order of `ids`; null for a code that is gone. Messages are another look-up a row, which
 * an export without them goes without.
 */
export async function readRows(
  connection: ReadConnection,
  ids: readonly number[],
  time: SiteTime,
  { messages = true }: { messages?: boolean } = {},
): Promise<(ReportRow | null)[]> {
  const rows = await connection.all(
    'report.rows',
    raw(sql<Row>`SELECT ${COLUMNS}, batch.name AS batch_name${messages ? sql`, ${SHOWN_COLUMNS}` : sql``}
      FROM promo_code JOIN batch ON batch.id = batch_id ${messages ? WITH_SHOWN_MESSAGE : sql``}
      WHERE promo_code.id = ANY(${ids}::bigint[])`),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const names = new Map(rows.map(({ batch_id, batch_name }) => [batch_id, batch_name]))
  const toRow = rowMapper(
    time,
    (batch) => names.get(batch) ?? '',
    (id, email) => {
      const row = messages ? byId.get(id) : undefined
      return row && messageOf(row, email)
    },
  )
  return ids.map((id) => {
    const row = byId.get(id)
    return row ? toRow(row) : null
  })
}
