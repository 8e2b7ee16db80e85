import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { SkippedCodes } from '#shared/contract/promo.ts'
import { countEligible, countSkipped, joinSkipped } from '#backend/storage/sqlite/codes-changes.ts'
import { idChunks, pickIds } from '#backend/storage/sqlite/id-chunks.ts'
import { snapshot } from '#backend/storage/sqlite/snapshot.ts'
import type { WriteContext } from '#backend/storage/sqlite/threads/bulk-writer.ts'
import type { ReadContext } from '#backend/storage/sqlite/threads/readers.ts'
import { handleTask, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { changeMany } from './change-codes.ts'
import { editCells } from './edit-codes.ts'
import { checkEdits, planEditMail } from './plan-edits.ts'
import { changeTask, editTask, planChangeTask, planEditTask } from './promo-tasks.ts'

/** Plans of changes to promo codes, in the reading threads. */
export const promoReadHandlers: readonly TaskHandler<ReadContext>[] = [
  handleTask(planChangeTask, async ({ ids, ranges, change, today }, { connection }: ReadContext) => {
    const picked = pickIds(new Uint32Array(ids), ranges)
    const plan = { selected: picked.length, change: 0, stayExpired: 0 }
    let skipped: SkippedCodes[] = []
    for (const chunk of idChunks(picked)) {
      const { count, stayExpired } = countEligible(connection, change, chunk, today)
      plan.change += count
      plan.stayExpired += stayExpired
      if (count < chunk.count) skipped = joinSkipped(skipped, countSkipped(connection, change, chunk))
      await yieldToEventLoop()
    }
    return { ...plan, skipped }
  }),

  handleTask(planEditTask, async ({ ids, ...asked }, { connect }: ReadContext) => {
    const connection = connect()
    try {
      return await snapshot(connection, async () => {
        const { good, same, bad } = await checkEdits(connection, { ...asked, ids: new Uint32Array(ids) })
        const mail = await planEditMail(connection, good)
        return { change: good.length, same, bad: [...bad], mail }
      })
    } finally {
      connection.close()
    }
  }),
]

/** Changes of promo codes, in the writing thread. */
export const promoWriteHandlers: readonly TaskHandler<WriteContext>[] = [
  handleTask(changeTask, ({ ids, ranges, ...order }, { transaction, progress }: WriteContext) => {
    const picked = pickIds(new Uint32Array(ids), ranges)
    return transaction(`promo.${order.change.kind}`, (tx) =>
      changeMany(tx, { ...order, ids: picked, onProgress: (done) => progress(done, picked.length) }),
    )
  }),

  handleTask(editTask, ({ ids, ...order }, { transaction, progress }: WriteContext) =>
    transaction('promo.edit', (tx) =>
      editCells(tx, { ...order, ids: new Uint32Array(ids), onProgress: progress }),
    ),
  ),
]
