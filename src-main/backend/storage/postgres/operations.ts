import { type RawBuilder, sql } from 'kysely'
import { operationDetailsSchema } from '#shared/contract/operations.ts'
import { currentRequest } from '#backend/kernel/current-request.ts'
import {
  MOST_AUTHORS,
  type OperationsReader,
  type OperationsWriter,
  type StoredOperation,
} from '../operations.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { pageOfOperations, searchOperations } from './operation-search.ts'
import { query, raw } from '../sql/query.ts'
import { findRequest, recordRequest } from './requests.ts'
import type { OperationTable } from '../sql/schema.ts'

const fromRow = (row: OperationTable): StoredOperation => ({
  id: row.id,
  at: row.at,
  details: operationDetailsSchema.parse(JSON.parse(row.details)),
  undoneBy: row.undone_by,
  client: row.client,
  author: row.author,
})

const authors = query
  .selectFrom('operation')
  .select('author')
  .distinct()
  .where('author', 'is not', null)
  .limit(MOST_AUTHORS)

/** The operations that hand-written SQL finds. */
export const operationsOf = async (
  connection: ReadConnection,
  found: RawBuilder<unknown>,
): Promise<StoredOperation[]> =>
  (await connection.all('operations.of', raw(found as RawBuilder<OperationTable>))).map(fromRow)

export const operationsReader = (connection: ReadConnection): OperationsReader => {
  const newestFirst = query.selectFrom('operation').selectAll().orderBy('id', 'desc')
  const inEffect = newestFirst.where('undone_by', 'is', null)
  return {
    async list({ before, limit, client, author }) {
      let wanted = newestFirst.limit(limit)
      if (before !== undefined) wanted = wanted.where('id', '<', before)
      if (client !== undefined) wanted = wanted.where('client', '=', client)
      if (author !== undefined)
        wanted = wanted.where((is) => is.or([is('author', 'is', null), is('author', '=', author)]))
      return (await connection.all('operations.list', wanted)).map(fromRow)
    },
    async count() {
      const [count = 0] = await connection.column<number>(
        'operations.count',
        query.selectFrom('operation').select(({ fn }) => fn.countAll().as('count')),
      )
      return count
    },
    async find(id) {
      const row = await connection.get('operations.find', newestFirst.where('id', '=', id))
      return row && fromRow(row)
    },
    search: (search, page) => searchOperations(connection, search, page),
    page: (search, page) => pageOfOperations(connection, search, page),
    authors: () => connection.column<string>('operations.authors', authors),
    async nextId() {
      const [next = 1] = await connection.column<number>(
        'operations.next-id',
        raw(sql`SELECT coalesce(max(id), 0) + 1 FROM operation`),
      )
      return next
    },
    async activeAfter(after) {
      const later = inEffect.where('id', '>', after)
      return (await connection.all('operations.active-after', later)).map(fromRow)
    },
    async activeRedoOf(root) {
      const redos = inEffect.where('kind', '=', 'redo').where('id', '>', root)
      const found = (await connection.all('operations.active-redo', redos)).map(fromRow)
      return found.find(({ details }) => details.kind === 'redo' && details.operationId === root)?.id
    },
    findRequest: (requestId) => findRequest(connection, requestId),
  }
}

export const operationsWriter = (connection: WriteConnection): OperationsWriter => ({
  async record({ at, details }) {
    const { clientId: client = null, author = null } = currentRequest() ?? {}
    const [id = 0] = await connection.column<number>(
      'operations.record',
      raw(sql`INSERT INTO operation (id, kind, at, details, client, author)
        SELECT coalesce(max(id), 0) + 1, ${details.kind}, ${at}::bigint, ${JSON.stringify(details)}, ${client}::text,
          ${author}::text
        FROM operation RETURNING id`),
    )
    await recordRequest(connection, id)
    return id
  },
  async complete(id, details) {
    const change = { details: JSON.stringify(details) }
    await connection.run(
      'operations.complete',
      query.updateTable('operation').set(change).where('id', '=', id),
    )
  },
  async markUndone(id, by) {
    await connection.run(
      'operations.undone',
      query.updateTable('operation').set({ undone_by: by }).where('id', '=', id),
    )
  },
})
