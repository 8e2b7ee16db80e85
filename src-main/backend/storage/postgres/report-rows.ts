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
import type { RowBlocks } from '../storage.ts'
import type { ReadConnection } from './connection.ts'
import { fieldsOf, type FieldsOf, firstFields, orNull, textField } from './copy-lines.ts'
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

/** The rows of two blocks live at once, which are some MB; with smaller ones, client and server wake each other more. */
const BLOCK = 2000

/** What each code has of its own. */
const OWN_COLUMNS = [
  'id',
  'code',
  'recipient_name',
  'recipient_email',
  'used',
  'deleted_at',
] as const satisfies readonly (keyof Row)[]

/** What most codes of a batch have in common. */
const COMMON_COLUMNS = [
  'batch_id',
  'service',
  'applies_to',
  'discount_kind',
  'discount_value',
  'discount_currency',
  'usage_limit',
  'created_at',
  'expires',
  'valid_from',
  'note',
  'batch_name',
] as const satisfies readonly (keyof Row)[]

/** Messages are another look-up a row, which an export without them goes without. */
const columnsOf = ({ messages = true }: RowOptions = {}) => ({
  own: [...OWN_COLUMNS, ...(messages ? SHOWN_COLUMNS : [])],
  common: COMMON_COLUMNS,
  joined: messages ? WITH_SHOWN_MESSAGE : sql``,
})

const rowsOf = (ids: readonly number[], { own, common, joined }: ReturnType<typeof columnsOf>) =>
  sql<Row>`SELECT ${sql.join([...own, ...common].map((column) => sql.ref(column)))}
    FROM (SELECT id AS batch_id, name AS batch_name FROM batch) AS batch JOIN promo_code USING (batch_id) ${joined}
    WHERE promo_code.id = ANY(${ids}::bigint[])`

type OwnFields = readonly [...FieldsOf<typeof OWN_COLUMNS>, ...([] | ShownFields)]

/** Makes rows of the lines of a COPY. What is the same text in many of them is read once. */
function lineReader(own: number): (line: string) => Row {
  const known = new Map<string, CommonValues>()
  const commonOf = (fields: string): CommonValues => {
    const same = known.get(fields)
    if (same) return same
    const values = readCommon(fieldsOf<typeof COMMON_COLUMNS>(fields))
    known.set(fields, values)
    return values
  }
  return (line) => {
    const [fields, rest] = firstFields<OwnFields>(line, own)
    const [id, code, recipient_name, recipient_email, used, deleted_at, ...shown] = fields
    const row = {
      ...commonOf(rest),
      id: Number(id),
      code: textField(code),
      recipient_name: textField(recipient_name),
      recipient_email: textField(recipient_email),
      used: Number(used),
      deleted_at: orNull(deleted_at, Number),
    }
    return shown.length === 0 ? row : { ...row, ...shownOf(shown) }
  }
}

type CommonValues = Pick<Row, (typeof COMMON_COLUMNS)[number]>

const readCommon = ([
  batch_id,
  service,
  applies_to,
  discount_kind,
  discount_value,
  discount_currency,
  usage_limit,
  created_at,
  expires,
  valid_from,
  note,
  batch_name,
]: FieldsOf<typeof COMMON_COLUMNS>): CommonValues => ({
  batch_id: Number(batch_id),
  service: service as Service,
  applies_to: applies_to as AppliesTo,
  discount_kind: discount_kind as Row['discount_kind'],
  discount_value: Number(discount_value),
  discount_currency: orNull(discount_currency, String) as Currency | null,
  usage_limit: orNull(usage_limit, Number),
  created_at: Number(created_at),
  expires: expires as IsoDate,
  valid_from: orNull(valid_from, String) as IsoDate | null,
  note: textField(note),
  batch_name: textField(batch_name),
})

/** Current rows of the report, in the order of `ids`; null for a code that is gone. */
export async function readRows(
  connection: ReadConnection,
  ids: readonly number[],
  time: SiteTime,
  options?: RowOptions,
): Promise<(ReportRow | null)[]> {
  const rows = await connection.all('report.rows', raw(rowsOf(ids, columnsOf(options))))
  return inOrder(ids, rows, time)
}

/** The server reads a block while the one before is used. */
export const blocksOfRows = (connection: ReadConnection): RowBlocks =>
  async function* (picked, time, options) {
    const columns = columnsOf(options)
    const read = async (ids: readonly number[]) => {
      const lines = await connection.lines('report.blocks', rowsOf(ids, columns))
      return inOrder(ids, lines.map(lineReader(columns.own.length)), time).filter((row) => row !== null)
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
  for (const ids of idBlocks(picked, BLOCK)) yield () => read([...ids])
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
