import * as kernel from '#backend/kernel/threads/thread.ts'
import type { Task, TaskKind } from './task.ts'

export type TaskOptions = kernel.TaskOptions

/** A thread that works on a database, with tasks of one kind. */
export interface Thread<Kind extends TaskKind> extends Omit<kernel.Thread, 'run'> {
  run<Input, Output>(task: Task<Kind, Input, Output>, input: Input, options?: TaskOptions): Promise<Output>
}

export interface ThreadOptions extends Omit<kernel.ThreadOptions, 'data'> {
  /** The database. */
  readonly path: string
}

export const createThread = <Kind extends TaskKind>({ path, ...options }: ThreadOptions): Thread<Kind> =>
  kernel.createThread({ ...options, data: { path } })
