import { pickIds } from '#backend/storage/sqlite/id-chunks.ts'
import type { WriteContext } from '#backend/storage/sqlite/threads/bulk-writer.ts'
import type { ReadContext } from '#backend/storage/sqlite/threads/readers.ts'
import { handleTask, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { findSampleTask, planQueueTask, queueTask } from './mail-tasks.ts'
import { planMail } from './queue/plan-mail.ts'
import { queueMessages } from './queue/queue-messages.ts'
import { findSampleAmong } from './templates/find-sample.ts'

/** Mail's searches, in the reading threads. */
export const mailReadHandlers: readonly TaskHandler<ReadContext>[] = [
  handleTask(planQueueTask, ({ ids, ranges, ...asked }, { connection }: ReadContext) =>
    planMail(connection, { ...asked, ids: pickIds(new Uint32Array(ids), ranges) }),
  ),
  handleTask(findSampleTask, ({ kind, service, ids }, { connection }: ReadContext) =>
    findSampleAmong(connection, kind, service, ids && new Uint32Array(ids)),
  ),
]

/** Queueing, in the writing thread. */
export const mailWriteHandlers: readonly TaskHandler<WriteContext>[] = [
  handleTask(queueTask, ({ ids, ranges, ...order }, { transaction, progress }: WriteContext) => {
    const picked = pickIds(new Uint32Array(ids), ranges)
    return transaction('mail.queue', (tx) =>
      queueMessages(tx, { ...order, ids: picked, onProgress: (done) => progress(done, picked.length) }),
    )
  }),
]
