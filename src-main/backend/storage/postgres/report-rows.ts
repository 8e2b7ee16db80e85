import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ReportRow } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Currency } from '#shared/domain/money.ts'
import type { AppliesTo, Service } from '#shared/domain/services.ts'
import { readAhead } from '#backend/kernel/read-ahead.ts'
import type { RowOptions } from '../report.ts'
import { rowMapper, type StoredReportRow } from '../report-row.ts'
import type { PickedRows } from '../result-sets.ts'
import type { SiteTime } from '../site-time.ts'
import type { ReadConnection } from './connection.ts'
import { type FieldsOf, orNull, textField } from './copy-lines.ts'
import { idBlocks } from '../sql/set-ids.ts'
import { raw } from '../sql/query.ts'
import {
  messageOf,
  SHOWN_COLUMNS,
  type ShownFields,
  type ShownMessage,
  shownOf,
  WITH_SHOWN_MESSAGE,
} from './report-mail.ts'

type Row = StoredReportRow & { readonly batch_name: string } & (
    ShownMessage | { readonly shown_id?: undefined }
  )

const COLUMNS = [
  'id',
  'code',
  'batch_id',
  'recipient_name',
  'recipient_email',
  'service',
  'applies_to',
  'discount_kind',
  'discount_value',
  'discount_currency',
  'usage_limit',
  'used',
  'created_at',
  'expires',
  'deleted_at',
  'valid_from',
  'note',
] as const satisfies readonly (keyof StoredReportRow)[]

/** What COPY writes of these columns, the name of the batch, and the message where that is read. */
type Fields = readonly [...FieldsOf<readonly [...typeof COLUMNS, 'batch_name']>, ...([] | ShownFields)]

function rowOf([
  id,
  code,
  batch_id,
  recipient_name,
  recipient_email,
  service,
  applies_to,
  discount_kind,
  discount_value,
  discount_currency,
  usage_limit,
  used,
  created_at,
  expires,
  deleted_at,
  valid_from,
  note,
  batch_name,
  ...shown
]: Fields): Row {
  const row = {
    id: Number(id),
    code: textField(code),
    batch_id: Number(batch_id),
    recipient_name: textField(recipient_name),
    recipient_email: textField(recipient_email),
    service: service as Service,
    applies_to: applies_to as AppliesTo,
    discount_kind: discount_kind as Row['discount_kind'],
    discount_value: Number(discount_value),
    discount_currency: orNull(discount_currency, String) as Currency | null,
    usage_limit: orNull(usage_limit, Number),
    used: Number(used),
    created_at: Number(created_at),
    expires: expires as IsoDate,
    deleted_at: orNull(deleted_at, Number),
    valid_from: orNull(valid_from, String) as IsoDate | null,
    note: textField(note),
    batch_name: textField(batch_name),
  }
  return shown.length === 0 ? row : { ...row, ...shownOf(shown) }
}

/** Messages are another look-up a row, which an export without them goes without. */
const rowsOf = (ids: readonly number[], { messages = true }: RowOptions = {}) =>
  sql<Row>`
    SELECT ${sql.join(COLUMNS.map((column) => sql.ref(`promo_code.${column}`)))}, batch.name AS batch_name
      ${messages ? sql`, ${SHOWN_COLUMNS}` : sql``}
    FROM promo_code JOIN batch ON batch.id = batch_id ${messages ? WITH_SHOWN_MESSAGE : sql``}
    WHERE promo_code.id = ANY(${ids}::bigint[])`

/** Current rows of the report, in the order of `ids`; null for a code that is gone. */
export async function readRows(
  connection: ReadConnection,
  ids: readonly number[],
  time: SiteTime,
  options?: RowOptions,
): Promise<(ReportRow | null)[]> {
  const rows = await connection.all('report.rows', raw(rowsOf(ids, options)))
  return inOrder(ids, rows, time)
}

/** As `Snapshot.reportRows`; the server reads a block while the one before is used. */
export async function* blocksOfRows(
  connection: ReadConnection,
  picked: PickedRows,
  time: SiteTime,
  options?: RowOptions,
): AsyncGenerator<ReportRow[]> {
  const read = async (ids: readonly number[]) => {
    const rows = await connection.fields<Fields>('report.blocks', rowsOf(ids, options))
    return inOrder(ids, rows.map(rowOf), time).filter((row) => row !== null)
  }
  for await (const rows of readAhead(readsOf(picked, read))) {
    yield rows
    await yieldToEventLoop()
  }
}

function* readsOf<T>(
  picked: PickedRows,
  read: (ids: readonly number[]) => Promise<T>,
): Generator<() => Promise<T>> {
  for (const ids of idBlocks(picked)) yield () => read([...ids])
}

function inOrder(ids: readonly number[], rows: readonly Row[], time: SiteTime): (ReportRow | null)[] {
  const byId = new Map<number, Row>()
  for (const row of rows) byId.set(row.id, row)
  const toRow = rowMapper(time)
  return ids.map((id) => {
    const row = byId.get(id)
    return row ? toRow(row, row.batch_name, messageOf(row, row.recipient_email)) : null
  })
}
