import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'
import type { DraftTable } from './commerce-schema.ts'

export async function writeDraft(connection: WriteConnection, draft: DraftTable): Promise<void> {
  connection.run('drafts.write', query.replaceInto('draft').values(draft))
}

export async function findDraft(connection: ReadConnection, key: string): Promise<DraftTable | undefined> {
  return connection.get('drafts.find', query.selectFrom('draft').selectAll().where('key', '=', key))
}

export async function listDrafts(connection: ReadConnection): Promise<Omit<DraftTable, 'content'>[]> {
  return connection.all('drafts.list', query.selectFrom('draft').select(['key', 'saved_at']).orderBy('key'))
}

/** Answers whether there was one. */
export async function dropDraft(connection: WriteConnection, key: string): Promise<boolean> {
  return connection.run('drafts.drop', query.deleteFrom('draft').where('key', '=', key)) > 0
}
