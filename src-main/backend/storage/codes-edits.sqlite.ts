import { sql } from 'kysely'
import type { Editable } from '#shared/contract/edits.ts'
import type { ReadConnection, WriteConnection } from './connection.sqlite.ts'
import { query, raw } from './query.ts'
import type { PromoCodeTable } from './promo-code-table.ts'
import type { CodeEditTable } from './schema.ts'
import { norwegianSortKey } from './sort-key.ts'

/** What of a code can be written in, and what says whether it may be. */
export interface EditableCode extends Record<Editable, string> {
  readonly id: number
  readonly code: string
  readonly deleted: boolean
}

const COLUMN = { recipient: 'recipient_name', email: 'recipient_email', expires: 'expires' } as const

type Table = 'promo_code' | 'withdrawn_code'
type Row = Pick<
  PromoCodeTable,
  'id' | 'code' | 'recipient_name' | 'recipient_email' | 'expires' | 'deleted_at'
>

/** A prepared look-up of one code after another. */
export function editableCodes(
  connection: ReadConnection,
  table: Table = 'promo_code',
): (id: number) => EditableCode | undefined {
  const { sql: text } = query
    .selectFrom(table)
    .select(['id', 'code', 'recipient_name', 'recipient_email', 'expires', 'deleted_at'])
    .where('id', '=', 0)
    .compile()
  const statement = connection.prepare(text)
  return (id) => {
    const row = statement.get(id) as Row | undefined
    return (
      row && {
        id: row.id,
        code: row.code,
        recipient: row.recipient_name,
        email: row.recipient_email,
        expires: row.expires,
        deleted: row.deleted_at !== null,
      }
    )
  }
}

/** Prepared updates of one cell after another; the name's sort key goes with the name. */
export function cellWriter(
  connection: WriteConnection,
  table: Table = 'promo_code',
): (id: number, field: Editable, content: string) => void {
  const set = (columns: string) => connection.prepare(`UPDATE ${table} SET ${columns} WHERE id = ?`)
  const recipient = set('recipient_name = ?, recipient_key = ?')
  const others = { email: set(`${COLUMN.email} = ?`), expires: set(`${COLUMN.expires} = ?`) }
  return (id, field, content) =>
    void (field === 'recipient'
      ? recipient.run(content, norwegianSortKey(content), id)
      : others[field].run(content, id))
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
