import { sql } from 'kysely'
import { EDITABLE, type Editable } from '#shared/contract/edits.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import { CELL_COLUMNS } from './promo-code-table.ts'
import type { CodeEditTable } from './schema.ts'
import { norwegianSortKey } from './sort-key.ts'

/** What of a code can be written in, and what says whether it may be. */
export interface EditableCode extends Record<Editable, string> {
  readonly id: number
  readonly code: string
  readonly deleted: boolean
}

type Table = 'promo_code' | 'withdrawn_code'

/** A prepared look-up of one code after another. */
export function editableCodes(
  connection: ReadConnection,
  table: Table = 'promo_code',
): (id: number) => EditableCode | undefined {
  const fields = EDITABLE.map((field) => `${CELL_COLUMNS[field]} AS ${field}`)
  const statement = connection.prepare(
    `SELECT id, code, ${fields.join(', ')}, deleted_at IS NOT NULL AS deleted FROM ${table} WHERE id = ?`,
  )
  return (id) => {
    const row = statement.get(id) as (Omit<EditableCode, 'deleted'> & { deleted: 0 | 1 }) | undefined
    return row && { ...row, deleted: row.deleted === 1 }
  }
}

/** Prepared updates of one cell after another; the name's sort key goes with the name. */
export function cellWriter(
  connection: WriteConnection,
  table: Table = 'promo_code',
): (id: number, field: Editable, content: string) => void {
  const set = (columns: string) => connection.prepare(`UPDATE ${table} SET ${columns} WHERE id = ?`)
  const recipient = set(`${CELL_COLUMNS.recipient} = ?, recipient_key = ?`)
  const cells = new Map(EDITABLE.map((field) => [field, set(`${CELL_COLUMNS[field]} = ?`)]))
  return (id, field, content) =>
    void (field === 'recipient'
      ? recipient.run(content, norwegianSortKey(content), id)
      : cells.get(field)?.run(content, id))
}

/** Prepared inserts of what was written, for undo and redo. */
export function editKeeper(connection: WriteConnection): (edit: CodeEditTable) => void {
  const { sql: text } = query
    .insertInto('code_edit')
    .values({ operation_id: 0, code_id: 0, field: 'recipient', before: '', after: '' })
    .compile()
  const statement = connection.prepare(text)
  return ({ operation_id, code_id, field, before, after }) =>
    void statement.run(operation_id, code_id, field, before, after)
}

const PAGE = 2000

/** What an operation wrote, some thousand cells at a time. */
export function* editPages(connection: ReadConnection, operationId: number): Generator<CodeEditTable[]> {
  let [code, field] = [0, '']
  for (;;) {
    const page = connection.all(
      'edits.page',
      raw(sql<CodeEditTable>`SELECT * FROM code_edit
        WHERE operation_id = ${operationId} AND (code_id, field) > (${code}, ${field})
        ORDER BY code_id, field LIMIT ${PAGE}`),
    )
    const last = page.at(-1)
    if (!last) return
    yield page
    ;[code, field] = [last.code_id, last.field]
  }
}
