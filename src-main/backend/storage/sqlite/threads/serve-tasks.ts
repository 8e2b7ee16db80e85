import { z } from 'zod'
import type { Log } from '#backend/kernel/dependencies.ts'
import {
  serveTasks as serve,
  type TaskContext,
  type TaskServer,
} from '#backend/kernel/threads/serve-tasks.ts'
import { asRefusal } from '../errors.ts'

export type { TaskContext }

const dataSchema = z.object({ path: z.string() })

/** Answers the main thread's tasks, in a thread; `open` is handed the database's path and the log. */
export const serveTasks = <Context extends TaskContext>(
  open: (path: string, log: Log) => TaskServer<Context>,
): void => serve<Context>((data, log) => open(dataSchema.parse(data).path, log), asRefusal)
