import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import { isUndoable } from './to-operation.ts'

export interface UndoRedo {
  readonly undo: StoredOperation | null
  readonly redo: StoredOperation | null
}

const PAGE = 50

/**
 * What undo and redo would do now. Undo takes the newest change that still applies; redo takes back the newest undo
 * that still applies, unless another change was made after it: as in a spreadsheet, a change ends what could be done
 * again. With `client` given, there is nothing but what that one did.
 */
export async function findUndoRedo(operations: OperationsReader, client?: string): Promise<UndoRedo> {
  let newest: StoredOperation | undefined
  for await (const operation of newestFirst(operations, { client })) {
    if (operation.undoneBy !== null) continue
    if (operation.details.kind === 'undo') newest ??= operation
    else if (isUndoable(operation.details))
      return { undo: operation, redo: newest ?? (await undoBelow(operations, operation, client)) }
  }
  return { undo: null, redo: newest ?? null }
}

/** What was done again lets the undos before it be taken back as well. */
async function undoBelow(
  operations: OperationsReader,
  active: StoredOperation,
  client: string | undefined,
): Promise<StoredOperation | null> {
  for await (const operation of newestFirst(operations, { client, before: active.id + 1 })) {
    if (operation.undoneBy !== null) continue
    if (operation.details.kind === 'undo') return operation
    if (isUndoable(operation.details) && operation.details.kind !== 'redo') return null
  }
  return null
}

async function* newestFirst(
  operations: OperationsReader,
  { client, before }: { client: string | undefined; before?: number | undefined },
): AsyncGenerator<StoredOperation> {
  for (;;) {
    const page = await operations.list({ before, limit: PAGE, client })
    yield* page
    before = page.at(-1)?.id
    if (before === undefined) return
  }
}
