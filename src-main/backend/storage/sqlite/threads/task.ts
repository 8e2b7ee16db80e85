import type { z } from 'zod'

/**
 * Work that is done in a thread: its name, what it takes, what it gives. An area declares its tasks once; the main
 * thread passes the declaration to `run`, and the thread's entry pairs it with the code that does the work.
 */
export interface Task<Kind extends TaskKind, Input, Output> {
  /** Reading tasks run on read-only connections, writing tasks in the one thread that writes. */
  readonly kind: Kind
  readonly name: string
  readonly input: z.ZodType<Input>
  /** Exists in the type only. */
  readonly output?: Output
}

export type TaskKind = 'read' | 'write'
export type ReadTask<Input, Output> = Task<'read', Input, Output>
export type WriteTask<Input, Output> = Task<'write', Input, Output>

const define =
  <Kind extends TaskKind>(kind: Kind) =>
  <Schema extends z.ZodType>(name: string, input: Schema) => ({
    returning: <Output>(): Task<Kind, z.output<Schema>, Output> => ({
      kind,
      name,
      input: input as unknown as z.ZodType<z.output<Schema>>,
    }),
  })

/** `defineReadTask('report.open', inputSchema).returning<Output>()` */
export const defineReadTask = define('read')
/** `defineWriteTask('history.undo', inputSchema).returning<Output>()` */
export const defineWriteTask = define('write')

/** The input that a task takes. */
export type InputOf<T> = T extends Task<TaskKind, infer Input, unknown> ? Input : never

/** A task with the code that does it, in a thread that hands it a `Context`. */
export interface TaskHandler<Context> {
  readonly name: string
  /** Parses the input and does the work. */
  run(input: unknown, context: Context): Promise<unknown>
}

export const handleTask = <Kind extends TaskKind, Input, Output, Context>(
  task: Task<Kind, Input, Output>,
  work: (input: Input, context: Context) => Promise<Output>,
): TaskHandler<Context> => ({
  name: task.name,
  run: async (input, context) => await work(task.input.parse(input), context),
})
