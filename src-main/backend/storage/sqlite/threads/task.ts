import type { z } from 'zod'
import { defineTask, type Task as AnyTask } from '#backend/kernel/threads/task.ts'

export { handleTask, type InputOf, type TaskHandler } from '#backend/kernel/threads/task.ts'

/** Reading tasks run on read-only connections, writing tasks in the one thread that writes. */
export interface Task<Kind extends TaskKind, Input, Output> extends AnyTask<Input, Output> {
  readonly kind: Kind
}

export type TaskKind = 'read' | 'write'
export type ReadTask<Input, Output> = Task<'read', Input, Output>
export type WriteTask<Input, Output> = Task<'write', Input, Output>

const define =
  <Kind extends TaskKind>(kind: Kind) =>
  <Schema extends z.ZodType>(name: string, input: Schema) => ({
    returning: <Output>(): Task<Kind, z.output<Schema>, Output> => ({
      ...defineTask(name, input).returning<Output>(),
      kind,
    }),
  })

/** `defineReadTask('report.open', inputSchema).returning<Output>()` */
export const defineReadTask = define('read')
/** `defineWriteTask('history.undo', inputSchema).returning<Output>()` */
export const defineWriteTask = define('write')
