import { sql } from 'kysely'
import type { ReportRow } from '#shared/contract/report.ts'
import { REPORT_ROW_COLUMNS, rowMapper, type StoredReportRow } from '../report-row.ts'
import type { SiteTime } from '../site-time.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'

type Row = StoredReportRow & { batch_name: string }

const COLUMNS = sql.join(REPORT_ROW_COLUMNS.map((column) => sql.ref(`promo_code.${column}`)))

/** Current rows of the report, in the order of `ids`; null for a code that is gone. */
export async function readRows(
  connection: ReadConnection,
  ids: readonly number[],
  time: SiteTime,
): Promise<(ReportRow | null)[]> {
  const rows = await connection.all(
    'report.rows',
    raw(sql<Row>`SELECT ${COLUMNS}, batch.name AS batch_name
      FROM promo_code JOIN batch ON batch.id = batch_id WHERE promo_code.id = ANY(${ids}::bigint[])`),
  )
  const names = new Map(rows.map(({ batch_id, batch_name }) => [batch_id, batch_name]))
  const toRow = rowMapper(
    time,
    (batch) => names.get(batch) ?? '',
    () => undefined,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = byId.get(id)
    return row ? toRow(row) : null
  })
}
