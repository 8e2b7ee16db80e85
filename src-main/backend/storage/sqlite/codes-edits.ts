import { sql } from 'kysely'
import { EDITABLE, type Editable } from '#shared/contract/edits.ts'
import { isOfRecipient } from '#shared/domain/term-content.ts'
import { type CodeEdit, type EditableCode, type EditRevert, type EditsReverted, EXAMPLES } from '../codes.ts'
import { idBitmap } from '../id-bitmap.ts'
import type { ResultSet } from '../result-sets.ts'
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { query, raw } from '../sql/query.ts'
import { compile } from './query.ts'
import { usesOf } from '../sql/code-uses.ts'
import { CELL_CONTENT, SET_CONTENT } from './cell-content.ts'
import type { CodeEditTable } from '../sql/schema.ts'
import { idsOf } from '../sql/set-ids.ts'
import { norwegianSortKey } from '../sort-key.ts'

type Table = 'promo_code' | 'withdrawn_code'

/** A prepared look-up of one code after another. */
function editableCodes(
  connection: ReadConnection,
  table: Table = 'promo_code',
): (id: number) => EditableCode | undefined {
  const fields = EDITABLE.map((field) => sql`${CELL_CONTENT[field]} AS ${sql.ref(field)}`)
  const { sql: text } = compile(
    raw(sql`SELECT id, code, service, ${sql.join(fields)}, ${usesOf(sql.ref(`${table}.id`))} AS uses,
      deleted_at IS NOT NULL AS deleted FROM ${sql.table(table)} WHERE id = @id`),
  )
  const statement = connection.prepare(text)
  return (id) => {
    const row = statement.get({ id }) as (Omit<EditableCode, 'deleted'> & { deleted: 0 | 1 }) | undefined
    return row && { ...row, deleted: row.deleted === 1 }
  }
}

/** Of `ids`, the codes that the result set has. */
export function editableIn(
  connection: ReadConnection,
  set: ResultSet,
  ids: readonly number[],
): EditableCode[] {
  const shown = idBitmap(idsOf(set))
  const find = editableCodes(connection)
  return ids.filter((id) => shown.has(id)).flatMap((id) => find(id) ?? [])
}

/** Writes cells, and keeps what was there. */
export function writeEdits(
  connection: WriteConnection,
  operationId: number,
  edits: readonly CodeEdit[],
): void {
  const write = cellWriter(connection)
  const keep = editKeeper(connection)
  for (const { id, field, before, after } of edits) {
    keep({ operation_id: operationId, code_id: id, field, before, after })
    write(id, field, after)
  }
}

/** Prepared updates of one cell after another; the name's sort key goes with the name. */
function cellWriter(
  connection: WriteConnection,
  table: Table = 'promo_code',
): (id: number, field: Editable, content: string) => void {
  const update = (field: Editable) => {
    const set = SET_CONTENT[field](sql.raw('@content'))
    const key = field === 'recipient' ? sql`, recipient_key = @key` : sql``
    const statement = compile(raw(sql`UPDATE ${sql.table(table)} SET ${set}${key} WHERE id = @id`))
    return connection.prepare(statement.sql)
  }
  const cells = new Map(EDITABLE.map((field) => [field, update(field)]))
  return (id, field, content) => {
    const key = field === 'recipient' ? { key: norwegianSortKey(content) } : {}
    cells.get(field)?.run({ id, content, ...key })
  }
}

/** Prepared inserts of what was written, for undo and redo. */
function editKeeper(connection: WriteConnection): (edit: CodeEditTable) => void {
  const { sql: text } = compile(
    query
      .insertInto('code_edit')
      .values({ operation_id: 0, code_id: 0, field: 'recipient', before: '', after: '' }),
  )
  const statement = connection.prepare(text)
  return ({ operation_id, code_id, field, before, after }) =>
    void statement.run(operation_id, code_id, field, before, after)
}

const PAGE = 2000

/** What an operation wrote, some thousand cells at a time. */
function* editPages(connection: ReadConnection, operationId: number): Generator<CodeEditTable[]> {
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

type CellRevert = Pick<CodeEditTable, 'field'> & {
  readonly id: number
  readonly from: string
  readonly to: string
}

/** What a revert of the operation writes, some thousand cells at a time. */
function* cellsToRevert(
  connection: ReadConnection,
  { operationId, direction }: EditRevert,
): Generator<CellRevert[]> {
  for (const page of editPages(connection, operationId))
    yield page.map(({ code_id: id, field, before, after }) =>
      direction === 'undo' ? { id, field, from: after, to: before } : { id, field, from: before, to: after },
    )
}

/**
 * Puts back what was written in cells, or writes it again, in withdrawn codes too. Checks everything first: all conflicts
 * are reported, not only the first.
 */
export async function revertEdits(
  connection: WorkingConnection,
  revert: EditRevert,
  onProgress: (done: number) => void,
): Promise<EditsReverted> {
  const inUse = editableCodes(connection)
  const withdrawn = editableCodes(connection, 'withdrawn_code')

  const hindering = new Set<string>()
  for (const page of cellsToRevert(connection, revert)) {
    for (const { id, field, from, to } of page) {
      const code = inUse(id) ?? withdrawn(id)
      if (code && (code[field] !== from || (field === 'used' && to !== '' && code.uses > Number(to))))
        hindering.add(code.code)
    }
    await connection.pause()
  }
  const conflict = { count: hindering.size, examples: [...hindering].slice(0, EXAMPLES) }
  if (conflict.count > 0) return { conflict, changed: 0, recipients: [] }

  const write = cellWriter(connection)
  const writeWithdrawn = cellWriter(connection, 'withdrawn_code')
  const changed = new Set<number>()
  const recipients = new Set<number>()
  let done = 0
  for (const page of cellsToRevert(connection, revert)) {
    for (const { id, field, to } of page) {
      if (!inUse(id)) {
        writeWithdrawn(id, field, to)
        continue
      }
      write(id, field, to)
      changed.add(id)
      if (isOfRecipient(field)) recipients.add(id)
    }
    done += page.length
    onProgress(done)
    await connection.pause()
  }
  return { conflict, changed: changed.size, recipients: [...recipients] }
}
