import type { RawBuilder } from 'kysely'
import { type OperationDetails, operationDetailsSchema } from '#shared/contract/operations.ts'
import type { OperationsReader, OperationsWriter, StoredOperation } from '../operations.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import { findRequest, recordRequest } from './requests.ts'
import type { OperationTable } from './schema.ts'

export type { StoredOperation }

const fromRow = (row: OperationTable): StoredOperation => ({
  id: row.id,
  at: row.at,
  details: operationDetailsSchema.parse(JSON.parse(row.details)),
  undoneBy: row.undone_by,
})

/** Operations with a number below `before`, the newest first. */
export async function listOperations(
  connection: ReadConnection,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<StoredOperation[]> {
  const all = query.selectFrom('operation').selectAll().orderBy('id', 'desc').limit(limit)
  const page = before === undefined ? all : all.where('id', '<', before)
  return connection.all('operations.list', page).map(fromRow)
}

/** Operations with a number above `after` that nobody has undone, the newest first. */
export async function changesAfterStored(
  connection: ReadConnection,
  after: number,
): Promise<StoredOperation[]> {
  const active = query
    .selectFrom('operation')
    .selectAll()
    .where('id', '>', after)
    .where('undone_by', 'is', null)
    .orderBy('id', 'desc')
  return connection.all('operations.active-after', active).map(fromRow)
}

/** The operations that hand-written SQL finds. */
export const operationsOf = (connection: ReadConnection, found: RawBuilder<unknown>): StoredOperation[] =>
  connection.all('operations.of', raw(found as RawBuilder<OperationTable>)).map(fromRow)

export async function countOperations(connection: ReadConnection): Promise<number> {
  const count = query.selectFrom('operation').select(({ fn }) => fn.countAll<number>().as('count'))
  return connection.get('operations.count', count)?.count ?? 0
}

export async function findOperation(
  connection: ReadConnection,
  id: number,
): Promise<StoredOperation | undefined> {
  const row = connection.get(
    'operations.find',
    query.selectFrom('operation').selectAll().where('id', '=', id),
  )
  return row && fromRow(row)
}

/** The number that the next operation gets. */
export async function nextOperationId(connection: ReadConnection): Promise<number> {
  const max = query.selectFrom('operation').select(({ fn }) => fn.max('id').as('id'))
  return (connection.get('operations.max', max)?.id ?? 0) + 1
}

export async function recordOperation(
  connection: WriteConnection,
  { id, at, details }: { id: number; at: number; details: OperationDetails },
): Promise<void> {
  connection.run(
    'operations.record',
    query
      .insertInto('operation')
      .values({ id, kind: details.kind, at, details: JSON.stringify(details), undone_by: null }),
  )
  recordRequest(connection, id)
}

/** Completes an operation that was recorded at the start of its transaction, now that its counts are known. */
export async function completeOperation(
  connection: WriteConnection,
  id: number,
  details: OperationDetails,
): Promise<void> {
  connection.run(
    'operations.complete',
    query
      .updateTable('operation')
      .set({ details: JSON.stringify(details) })
      .where('id', '=', id),
  )
}

/** Null: it is in effect again. */
export async function markUndone(connection: WriteConnection, id: number, by: number | null): Promise<void> {
  connection.run(
    'operations.undone',
    query.updateTable('operation').set({ undone_by: by }).where('id', '=', id),
  )
}

/** The redo of `root` that is in effect. */
export async function findActiveRedo(connection: ReadConnection, root: number): Promise<number | undefined> {
  const redos = query
    .selectFrom('operation')
    .selectAll()
    .where('kind', '=', 'redo')
    .where('undone_by', 'is', null)
    .where('id', '>', root)
    .orderBy('id', 'desc')
  const found = connection.all('operations.active-redo', redos).map(fromRow)
  return found.find(({ details }) => details.kind === 'redo' && details.operationId === root)?.id
}

export const operationsReader = (connection: ReadConnection): OperationsReader => ({
  list: (page) => listOperations(connection, page),
  count: () => countOperations(connection),
  nextId: () => nextOperationId(connection),
  find: (id) => findOperation(connection, id),
  activeAfter: (after) => changesAfterStored(connection, after),
  activeRedoOf: (root) => findActiveRedo(connection, root),
  async findRequest(requestId) {
    return findRequest(connection, requestId)
  },
})

export const operationsWriter = (connection: WriteConnection): OperationsWriter => ({
  async record({ at, details }) {
    const id = await nextOperationId(connection)
    await recordOperation(connection, { id, at, details })
    return id
  },
  complete: (id, details) => completeOperation(connection, id, details),
  markUndone: (id, by) => markUndone(connection, id, by),
})
