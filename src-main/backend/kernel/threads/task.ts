import type { z } from 'zod'

/**
 * Work that is done in a thread: its name, what it takes, what it gives. It is declared once; the main thread passes the
 * declaration to `run`, and the thread's entry pairs it with the code that does the work.
 */
export interface Task<Input, Output> {
  readonly name: string
  readonly input: z.ZodType<Input>
  /** Exists in the type only. */
  readonly output?: Output
}

/** `defineTask('report.export', inputSchema).returning<Output>()` */
export const defineTask = <Schema extends z.ZodType>(name: string, input: Schema) => ({
  returning: <Output>(): Task<z.output<Schema>, Output> => ({
    name,
    input: input as unknown as z.ZodType<z.output<Schema>>,
  }),
})

/** The input that a task takes. */
export type InputOf<T> = T extends Task<infer Input, unknown> ? Input : never

/** A task with the code that does it, in a thread that hands it a `Context`. */
export interface TaskHandler<Context> {
  readonly name: string
  /** Parses the input and does the work. */
  run(input: unknown, context: Context): Promise<unknown>
}

export const handleTask = <Input, Output, Context>(
  task: Task<Input, Output>,
  work: (input: Input, context: Context) => Promise<Output>,
): TaskHandler<Context> => ({
  name: task.name,
  run: async (input, context) => await work(task.input.parse(input), context),
})
