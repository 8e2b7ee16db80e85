import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import { isUndoable } from './to-operation.ts'

interface Whose {
  readonly client: string | undefined
  readonly author: string | undefined
}

export interface UndoRedo {
  readonly undo: StoredOperation | null
  readonly redo: StoredOperation | null
}

const PAGE = 50

/**
 * What undo and redo would do now. Undo takes the newest change that still applies; redo takes back the newest undo
 * that still applies, unless another change was made after it: as in a spreadsheet, a change ends what could be done
 * again. There is nothing but what `client` did, where one is given, and nothing that others than `author` did.
 */
export async function findUndoRedo(operations: OperationsReader, whose: Whose): Promise<UndoRedo> {
  let newest: StoredOperation | undefined
  for await (const operation of newestFirst(operations, whose)) {
    if (operation.undoneBy !== null) continue
    if (operation.details.kind === 'undo') newest ??= operation
    else if (isUndoable(operation.details))
      return { undo: operation, redo: newest ?? (await undoBelow(operations, operation, whose)) }
  }
  return { undo: null, redo: newest ?? null }
}

/** What was done again lets the undos before it be taken back as well. */
async function undoBelow(
  operations: OperationsReader,
  active: StoredOperation,
  whose: Whose,
): Promise<StoredOperation | null> {
  for await (const operation of newestFirst(operations, whose, active.id + 1)) {
    if (operation.undoneBy !== null) continue
    if (operation.details.kind === 'undo') return operation
    if (isUndoable(operation.details) && operation.details.kind !== 'redo') return null
  }
  return null
}

async function* newestFirst(
  operations: OperationsReader,
  whose: Whose,
  before?: number,
): AsyncGenerator<StoredOperation> {
  for (;;) {
    const page = await operations.list({ before, limit: PAGE, ...whose })
    yield* page
    before = page.at(-1)?.id
    if (before === undefined) return
  }
}
