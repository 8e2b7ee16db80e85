import { z } from 'zod'
import { type View, viewSchema } from '#shared/contract/views.ts'
import type { ViewsReader, ViewsWriter } from '../views.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import type { ReportViewTable } from './schema.ts'

const contentSchema = viewSchema.omit({ id: true, name: true })
type Row = Pick<ReportViewTable, 'name' | 'content'> & { id: number }

const fromRow = ({ id, name, content }: Row): View => ({
  id,
  name,
  ...contentSchema.parse(JSON.parse(content)),
})
const columns = ['id', 'name', 'content'] as const

/** Names are the same without regard to case. */
export const nameKeyOf = (name: string): string => name.normalize('NFC').toLowerCase()

export const viewsReader = (connection: ReadConnection): ViewsReader => ({
  async list() {
    const all = query.selectFrom('report_view').select(columns).orderBy('id')
    return (await connection.all('views.list', all)).map(fromRow)
  },
  async find(id) {
    const one = query.selectFrom('report_view').select(columns).where('id', '=', id)
    const row = await connection.get('views.find', one)
    return row && fromRow(row)
  },
  async named(name) {
    const one = query.selectFrom('report_view').select('id').where('name_key', '=', nameKeyOf(name))
    return (await connection.get('views.named', one))?.id
  },
  async lastIssuedId() {
    const last = connection.dialect.lastIssuedId('report_view')
    return (await connection.get('views.last-issued', raw(last)))?.id ?? 0
  },
})

export const viewsWriter = (connection: WriteConnection): ViewsWriter => ({
  async write({ id, name, ...content }) {
    const values = { name, name_key: nameKeyOf(name), content: JSON.stringify(content) }
    const row = id === undefined ? values : { id, ...values }
    const write = query
      .insertInto('report_view')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .returning('id')
    return z.object({ id: z.int() }).parse(await connection.get('views.write', write)).id
  },
  async delete(id) {
    await connection.run('views.delete', query.deleteFrom('report_view').where('id', '=', id))
  },
})
