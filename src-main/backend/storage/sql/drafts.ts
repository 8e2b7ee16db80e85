import type { Draft, DraftsReader, DraftsWriter } from '../drafts.ts'
import type { DraftTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

const toDraft = ({ key, content, saved_at }: DraftTable): Draft => ({ key, content, savedAt: saved_at })

export const draftsReader = (connection: ReadConnection): DraftsReader => ({
  async find(key) {
    const found = query.selectFrom('draft').selectAll().where('key', '=', key)
    const row = await connection.get('drafts.find', found)
    return row && toDraft(row)
  },
  async list() {
    const all = query.selectFrom('draft').select(['key', 'saved_at as savedAt']).orderBy('key')
    return await connection.all('drafts.list', all)
  },
})

export const draftsWriter = (connection: WriteConnection): DraftsWriter => ({
  async write({ key, content, savedAt }) {
    const values = { content, saved_at: savedAt }
    await connection.run(
      'drafts.write',
      query
        .insertInto('draft')
        .values({ key, ...values })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(values)),
    )
  },
  async drop(key) {
    return (await connection.erase('drafts.drop', query.deleteFrom('draft').where('key', '=', key))) > 0
  },
})
