import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import { isRedoneElsewhere, isUndoable } from './to-operation.ts'

export interface UndoRedo {
  readonly undo: StoredOperation | null
  readonly redo: StoredOperation | null
  /** The newest undo, where what it undid is done again in its own place only: nothing older comes before it. */
  readonly redoElsewhere: StoredOperation | null
}

const PAGE = 50

/**
 * What undo and redo would do now. Undo takes the newest change that still applies; redo takes back the newest undo
 * that still applies, unless another change was made after it: as in a spreadsheet, a change ends what could be done
 * again. So does an undo that has no redo, since what was undone before it began from what it took away. With `client`
 * given, there is nothing but what that one did.
 */
export async function findUndoRedo(operations: OperationsReader, client?: string): Promise<UndoRedo> {
  let newest: StoredOperation | undefined
  for await (const operation of newestFirst(operations, { client })) {
    if (operation.undoneBy !== null) continue
    if (operation.details.kind === 'undo') newest ??= operation
    else if (isUndoable(operation.details))
      return { undo: operation, ...redoOf(newest ?? (await undoBelow(operations, operation, client))) }
  }
  return { undo: null, ...redoOf(newest ?? null) }
}

const redoOf = (newest: StoredOperation | null): Pick<UndoRedo, 'redo' | 'redoElsewhere'> => ({
  redo: newest && isUndoable(newest.details) ? newest : null,
  redoElsewhere: newest && isRedoneElsewhere(newest.details) ? newest : null,
})

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
