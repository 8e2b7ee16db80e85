import type { RawBuilder } from 'kysely'
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

const all = query.selectFrom('operation').selectAll()
const authors = query
  .selectFrom('operation')
  .select('author')
  .distinct()
  .where('author', 'is not', null)
  .limit(MOST_AUTHORS)
const newestFirst = all.orderBy('id', 'desc')

/** The operations that hand-written SQL finds. */
export const operationsOf = (connection: ReadConnection, found: RawBuilder<unknown>): StoredOperation[] =>
  connection.all('operations.of', raw(found as RawBuilder<OperationTable>)).map(fromRow)

function nextId(connection: ReadConnection): number {
  const max = query.selectFrom('operation').select(({ fn }) => fn.max('id').as('id'))
  return (connection.get('operations.max', max)?.id ?? 0) + 1
}

export const operationsReader = (connection: ReadConnection): OperationsReader => ({
  async list({ before, limit, client, author }) {
    let wanted = newestFirst.limit(limit)
    if (before !== undefined) wanted = wanted.where('id', '<', before)
    if (client !== undefined) wanted = wanted.where('client', '=', client)
    if (author !== undefined)
      wanted = wanted.where((is) => is.or([is('author', 'is', null), is('author', '=', author)]))
    return connection.all('operations.list', wanted).map(fromRow)
  },
  async count() {
    const count = query.selectFrom('operation').select(({ fn }) => fn.countAll<number>().as('count'))
    return connection.get('operations.count', count)?.count ?? 0
  },
  search: (search, page) => searchOperations(connection, search, page),
  page: (search, page) => pageOfOperations(connection, search, page),
  async authors() {
    return connection.column<string>('operations.authors', authors)
  },
  async nextId() {
    return nextId(connection)
  },
  async find(id) {
    const row = connection.get('operations.find', all.where('id', '=', id))
    return row && fromRow(row)
  },
  async activeAfter(after) {
    const active = newestFirst.where('id', '>', after).where('undone_by', 'is', null)
    return connection.all('operations.active-after', active).map(fromRow)
  },
  async activeRedoOf(root) {
    const redos = newestFirst.where('kind', '=', 'redo').where('undone_by', 'is', null).where('id', '>', root)
    const found = connection.all('operations.active-redo', redos).map(fromRow)
    return found.find(({ details }) => details.kind === 'redo' && details.operationId === root)?.id
  },
  async findRequest(requestId) {
    return findRequest(connection, requestId)
  },
})

export const operationsWriter = (connection: WriteConnection): OperationsWriter => ({
  async record({ at, details }) {
    const id = nextId(connection)
    const { clientId: client = null, author = null } = currentRequest() ?? {}
    const content = { id, kind: details.kind, at, details: JSON.stringify(details), undone_by: null }
    connection.run('operations.record', query.insertInto('operation').values({ ...content, client, author }))
    recordRequest(connection, id)
    return id
  },
  async complete(id, details) {
    const change = query.updateTable('operation').set({ details: JSON.stringify(details) })
    connection.run('operations.complete', change.where('id', '=', id))
  },
  async markUndone(id, by) {
    const change = query.updateTable('operation').set({ undone_by: by })
    connection.run('operations.undone', change.where('id', '=', id))
  },
})
