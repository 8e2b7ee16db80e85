import { changeMany } from '#backend/areas/promo/change-codes.ts'
import { editCells } from '#backend/areas/promo/edit-codes.ts'
import { queueMessages } from '#backend/areas/mail/queue/queue-messages.ts'
import { undoOperation } from '#backend/areas/history/undo.ts'
import type { OwnedConnection } from '#backend/storage/connection.sqlite.ts'
import { checkpoint } from '#backend/storage/checkpoint.sqlite.ts'
import { pickIds } from '#backend/storage/id-chunks.ts'
import { createWriter, type Transaction } from '#backend/storage/writer.sqlite.ts'
import type { TaskContext } from '#backend/storage/threads/serve-tasks.ts'
import { type BulkTaskName, type BulkTasks, bulkTasks } from './bulk-tasks.ts'

type Run = {
  [T in BulkTaskName]: (input: BulkTasks[T]['input'], context: TaskContext) => Promise<BulkTasks[T]['output']>
}

/** The tasks of the writing thread, on its own connection. The main thread writes nothing meanwhile. */
export function bulkRunner(
  connection: OwnedConnection,
): (task: string, input: unknown, context: TaskContext) => Promise<unknown> {
  const writer = createWriter(connection)
  const inTransaction = <T>(name: string, { signal }: TaskContext, work: (tx: Transaction) => Promise<T>) =>
    writer.transaction(name, work, signal)

  const run: Run = {
    change: ({ ids, ranges, ...order }, context) => {
      const picked = pickIds(new Uint32Array(ids), ranges)
      return inTransaction(`promo.${order.change.kind}`, context, (tx) =>
        changeMany(tx, {
          ...order,
          ids: picked,
          onProgress: (done) => context.progress(done, picked.length),
        }),
      )
    },
    edit: ({ ids, ...order }, context) =>
      inTransaction('promo.edit', context, (tx) =>
        editCells(tx, { ...order, ids: new Uint32Array(ids), onProgress: context.progress }),
      ),
    queueMail: ({ ids, ranges, ...order }, context) => {
      const picked = pickIds(new Uint32Array(ids), ranges)
      return inTransaction('mail.queue', context, (tx) =>
        queueMessages(tx, {
          ...order,
          ids: picked,
          onProgress: (done) => context.progress(done, picked.length),
        }),
      )
    },
    undo: (order, context) =>
      inTransaction('history.undo', context, (tx) =>
        undoOperation(tx, { ...order, onProgress: context.progress }),
      ),
    async checkpoint() {
      checkpoint(connection)
      return null
    },
  }

  return async (task, input, context) => {
    const known = task as BulkTaskName
    const parsed = bulkTasks[known].parse(input) as never
    return await run[known](parsed, context)
  }
}
