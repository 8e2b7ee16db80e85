import { z } from 'zod'
import { sql } from 'kysely'
import { type View, viewSchema } from '#shared/contract/views.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import type { ReportViewTable } from './schema.ts'

/** The largest id that a view was ever given, removed views included; 0 before the first. */
export const lastIssuedViewId = (connection: ReadConnection): number =>
  connection.get(
    'views.last-issued',
    raw(sql<{ seq: number }>`SELECT seq FROM sqlite_sequence WHERE name = 'report_view'`),
  )?.seq ?? 0

const contentSchema = viewSchema.omit({ id: true, name: true })
type Row = Pick<ReportViewTable, 'name' | 'content'> & { id: number }

const fromRow = ({ id, name, content }: Row): View => ({
  id,
  name,
  ...contentSchema.parse(JSON.parse(content)),
})
const columns = ['id', 'name', 'content'] as const

/** In the order of their making. */
export async function listViews(connection: ReadConnection): Promise<View[]> {
  const all = query.selectFrom('report_view').select(columns).orderBy('id')
  return connection.all('views.list', all).map(fromRow)
}

export async function findView(connection: ReadConnection, id: number): Promise<View | undefined> {
  const one = query.selectFrom('report_view').select(columns).where('id', '=', id)
  const row = connection.get('views.find', one)
  return row && fromRow(row)
}

/** Names are the same without regard to case. */
const keyOf = (name: string): string => name.normalize('NFC').toLowerCase()

/** The view that has this name. */
export async function viewNamed(connection: ReadConnection, name: string): Promise<number | undefined> {
  const one = query.selectFrom('report_view').select('id').where('name_key', '=', keyOf(name))
  return connection.get('views.named', one)?.id
}

/** Writes the view, a new one or in the place of the one that has the id; answers with its id. */
export async function writeView(
  connection: WriteConnection,
  { id, name, ...content }: Omit<View, 'id'> & { id?: number | undefined },
): Promise<number> {
  const values = { name, name_key: keyOf(name), content: JSON.stringify(content) }
  const row = id === undefined ? values : { id, ...values }
  const write = query
    .insertInto('report_view')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .returning('id')
  return z.object({ id: z.int() }).parse(connection.get('views.write', write)).id
}

export async function deleteView(connection: WriteConnection, id: number): Promise<void> {
  connection.run('views.delete', query.deleteFrom('report_view').where('id', '=', id))
}
