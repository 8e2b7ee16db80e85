import { z } from 'zod'
import { defineWriteTask } from '#backend/storage/sqlite/threads/task.ts'
import type { Undone } from './undo-operation.ts'

/** Undoes an operation, or undoes an undo. */
export const undoTask = defineWriteTask(
  'history.undo',
  z.object({ operationId: z.int(), at: z.int() }),
).returning<Undone>()
