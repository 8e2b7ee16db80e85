import { findCodes } from '#backend/storage/sqlite/overview.ts'
import type { ReadContext } from '#backend/storage/sqlite/threads/readers.ts'
import { handleTask, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { overviewFigures } from './figures.ts'
import { figuresTask, findTask } from './overview-tasks.ts'

/** The start page's counting and searching, in the reading threads. */
export const overviewReadHandlers: readonly TaskHandler<ReadContext>[] = [
  handleTask(figuresTask, async ({ time, now }, { connection }: ReadContext) =>
    overviewFigures(connection, time, now),
  ),
  handleTask(findTask, async ({ text, limit }, { connection }: ReadContext) =>
    findCodes(connection, text, limit),
  ),
]
