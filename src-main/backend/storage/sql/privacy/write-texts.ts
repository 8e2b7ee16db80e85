import { sql } from 'kysely'
import { VIEW_NAME_LIMIT } from '#shared/contract/views.ts'
import type { WriteConnection } from '../connection.ts'
import { query, raw } from '../query.ts'
import { nameKeyOf } from '../views.ts'
import { NOTE_PLACES, type TextChange } from './texts.ts'

/** Writes each text as it becomes. */
export async function writeTexts(texts: readonly TextChange[], connection: WriteConnection): Promise<void> {
  for (const text of texts) await writeText(text, connection)
}

async function writeText(text: TextChange, connection: WriteConnection): Promise<void> {
  switch (text.kind) {
    case 'operation': {
      const write = query.updateTable('operation').set({ details: text.after }).where('id', '=', text.id)
      return void (await connection.run('privacy.erase-operation', write))
    }
    case 'batch': {
      const write = query.updateTable('batch').set({ name: text.after }).where('id', '=', text.id)
      return void (await connection.run('privacy.erase-batch', write))
    }
    case 'note':
      return await writeNote(text, connection)
    case 'draft': {
      const write = query.updateTable('draft').set({ content: text.after }).where('key', '=', text.key)
      return void (await connection.run('privacy.erase-draft', write))
    }
    case 'view':
      return await writeView(text, connection)
  }
}

async function writeNote(
  { before, after }: TextChange & { kind: 'note' },
  connection: WriteConnection,
): Promise<void> {
  for (const { table, column, of } of NOTE_PLACES) {
    const note = sql.ref(column)
    await connection.run(
      'privacy.erase-note',
      raw(sql`UPDATE ${sql.table(table)} SET ${note} = ${after} WHERE ${note} = ${before} AND ${of}`),
    )
  }
  await connection.run('privacy.erase-kept-note', raw(connection.dialect.replaceKeptNote(before, after)))
}

/** Names of views are the same once only, and no longer than what a person may type. */
async function writeView(
  { id, newName, after }: TextChange & { kind: 'view' },
  connection: WriteConnection,
): Promise<void> {
  const short = newName.slice(0, VIEW_NAME_LIMIT)
  const other = query
    .selectFrom('report_view')
    .select('id')
    .where('name_key', '=', nameKeyOf(short))
    .where('id', '<>', id)
  const mark = ` ${id}`
  const isTaken = (await connection.get('privacy.view-named', other)) !== undefined
  const name = isTaken ? newName.slice(0, VIEW_NAME_LIMIT - mark.length) + mark : short
  const written = { name, name_key: nameKeyOf(name), content: after }
  const write = query.updateTable('report_view').set(written).where('id', '=', id)
  await connection.run('privacy.erase-view', write)
}
