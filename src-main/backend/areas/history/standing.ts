import type { ReadConnection } from '#backend/storage/connection.sqlite.ts'
import { listOperations, type StoredOperation } from '#backend/storage/operations.ts'
import { isUndoable } from './to-operation.ts'

export interface Standing {
  readonly undo: StoredOperation | null
  readonly redo: StoredOperation | null
}

const PAGE = 50

/**
 * What undo and redo would do now. Undo takes the newest change that stands; redo takes back the newest undo that stands,
 * unless another change was made after it: as in a spreadsheet, a change ends what could be done again. So does an undo
 * that has no redo, since what was undone before it began from what it took away.
 */
export async function findStanding(connection: ReadConnection): Promise<Standing> {
  let newest: StoredOperation | undefined
  for await (const operation of newestFirst(connection)) {
    if (operation.undoneBy !== null) continue
    if (operation.deed.kind === 'undo') newest ??= operation
    else if (isUndoable(operation.deed))
      return { undo: operation, redo: newest ? orNone(newest) : await redoBelow(connection, operation) }
  }
  return { undo: null, redo: newest ? orNone(newest) : null }
}

const orNone = (undo: StoredOperation): StoredOperation | null => (isUndoable(undo.deed) ? undo : null)

/** What was done again lets the undos before it be taken back as well. */
async function redoBelow(
  connection: ReadConnection,
  standing: StoredOperation,
): Promise<StoredOperation | null> {
  for await (const operation of newestFirst(connection, standing.id + 1)) {
    if (operation.undoneBy !== null) continue
    if (operation.deed.kind === 'undo') return orNone(operation)
    if (isUndoable(operation.deed) && operation.deed.kind !== 'redo') return null
  }
  return null
}

async function* newestFirst(connection: ReadConnection, before?: number): AsyncGenerator<StoredOperation> {
  for (;;) {
    const page = await listOperations(connection, { before, limit: PAGE })
    yield* page
    before = page.at(-1)?.id
    if (before === undefined) return
  }
}
