import { sql } from 'kysely'
import { EDITABLE, type Editable } from '#shared/contract/edits.ts'
import { isOfRecipient } from '#shared/domain/term-content.ts'
import {
  type CodesReader,
  type CodesWriter,
  type EditableCode,
  type EditRevert,
  EXAMPLES,
  type UndoConflict,
} from '../codes.ts'
import { idBitmap } from '../id-bitmap.ts'
import { norwegianSortKey } from '../sort-key.ts'
import { heldOf, usesOf } from '../sql/code-uses.ts'
import { CELL_CONTENT, SET_CONTENT } from './cell-content.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { idsOf } from '../sql/set-ids.ts'
import { query, raw } from '../sql/query.ts'

type Table = 'promo_code' | 'withdrawn_code'

const FIELDS = sql.join(EDITABLE.map((field) => sql`${CELL_CONTENT[field]} AS ${sql.ref(field)}`))

export const editsReader = (connection: ReadConnection): Pick<CodesReader, 'editable'> => ({
  async editable(set, ids) {
    const shown = idBitmap(idsOf(set))
    return await connection.all(
      'edits.editable',
      raw(sql<EditableCode>`SELECT id, code, service, ${FIELDS}, ${usesOf(sql.ref('promo_code.id'))} AS uses,
        deleted_at IS NOT NULL AS deleted
        FROM promo_code WHERE id = ANY(${ids.filter((id) => shown.has(id))}::bigint[])`),
    )
  },
})

export const editsWriter = (connection: WriteConnection): Pick<CodesWriter, 'edit' | 'revertEdits'> => ({
  async edit(operationId, edits) {
    const rows = edits.map(({ id, field, before, after }) => ({
      operation_id: operationId,
      code_id: id,
      field,
      before,
      after,
    }))
    for (let at = 0; at < rows.length; at += ROWS)
      await connection.run('edits.keep', query.insertInto('code_edit').values(rows.slice(at, at + ROWS)))
    await writeCells(
      connection,
      'promo_code',
      edits.map(({ id, field, after }) => ({ id, field, content: after })),
    )
  },

  async revertEdits(revert, onProgress) {
    const conflict = await changedSince(connection, revert)
    if (conflict.count > 0) return { conflict, changed: 0, recipients: [] }
    const changed = new Set<number>()
    const recipients = new Set<number>()
    let done = 0
    for await (const page of cellsToWrite(connection, revert)) {
      const inUse = await writeCells(connection, 'promo_code', page)
      await writeCells(connection, 'withdrawn_code', page)
      for (const { id, field } of page) {
        if (!inUse.has(id)) continue
        changed.add(id)
        if (isOfRecipient(field)) recipients.add(id)
      }
      done += page.length
      onProgress(done)
    }
    return { conflict, changed: changed.size, recipients: [...recipients] }
  },
})

/** A statement takes 65,535 parameters. */
const ROWS = 5000
const PAGE = 2000

interface Cell {
  readonly id: number
  readonly field: Editable
  readonly content: string
}

/** Writes the cells of codes that the table has; the name's sort key goes with the name. Answers with the codes. */
async function writeCells(
  connection: WriteConnection,
  table: Table,
  cells: readonly Cell[],
): Promise<Set<number>> {
  const written = new Set<number>()
  for (const field of EDITABLE) {
    const ofField = cells.filter((cell) => cell.field === field)
    if (ofField.length === 0) continue
    const contents = ofField.map(({ content }) => content)
    const ids = await connection.column<number>(
      'edits.write',
      raw(sql`UPDATE ${sql.table(table)} AS changed SET ${SET_CONTENT[field](sql.ref('cell.content'))}${field === 'recipient' ? KEY : sql``}
        FROM unnest(${ofField.map(({ id }) => id)}::bigint[], ${contents}::text[], ${contents.map(norwegianSortKey)}::text[])
          AS cell (id, content, sort_key)
        WHERE changed.id = cell.id RETURNING changed.id`),
    )
    for (const id of ids) written.add(id)
  }
  return written
}

const KEY = sql`, recipient_key = cell.sort_key`

/** Codes that are no longer as the operation, or its undo, left them. */
async function changedSince(
  connection: ReadConnection,
  { operationId, direction }: EditRevert,
): Promise<UndoConflict> {
  const [from, to] = direction === 'undo' ? ['edit.after', 'edit.before'] : ['edit.before', 'edit.after']
  const content = EDITABLE.map((field) => sql`WHEN ${field} THEN ${sql.ref(field)}`)
  const columns = sql`id, code, used AS uses, ${FIELDS}`
  const isUsedMore = sql`uses + ${heldOf(sql.ref('changed.id'))} > nullif(${sql.ref(to)}, '')::bigint`
  const codes = await connection.column<string>(
    'edits.changed-since',
    raw(sql`SELECT changed.code FROM code_edit AS edit
      JOIN (SELECT ${columns} FROM promo_code UNION ALL SELECT ${columns} FROM withdrawn_code) AS changed
        ON changed.id = edit.code_id
      WHERE edit.operation_id = ${operationId} AND (CASE edit.field ${sql.join(content, sql` `)} END <> ${sql.ref(from)}
        OR CASE WHEN edit.field = 'used' THEN ${isUsedMore} ELSE FALSE END)
      ORDER BY edit.code_id, edit.field`),
  )
  const distinct = [...new Set(codes)]
  return { count: distinct.length, examples: distinct.slice(0, EXAMPLES) }
}

/** What a revert of the operation writes, some thousand cells at a time. */
async function* cellsToWrite(
  connection: ReadConnection,
  { operationId, direction }: EditRevert,
): AsyncGenerator<Cell[]> {
  const content = sql.ref(direction === 'undo' ? 'before' : 'after')
  let [code, field] = [0, '']
  for (;;) {
    const page = await connection.all(
      'edits.page',
      raw(sql<Cell>`SELECT code_id AS id, field, ${content} AS content FROM code_edit
        WHERE operation_id = ${operationId} AND (code_id, field) > (${code}, ${field})
        ORDER BY code_id, field LIMIT ${PAGE}`),
    )
    const last = page.at(-1)
    if (!last) return
    yield page
    ;[code, field] = [last.id, last.field]
  }
}
