import { createThread, type Thread, type ThreadOptions } from './thread.ts'
import type { TaskInput, TaskName, TaskOutputs } from '#backend/app/threads/reader-tasks.ts'

/** A thread that reads the database, so that scrolling and exporting go on while codes are written. */
export type Reader = Thread<{ [T in TaskName]: { input: TaskInput<T>; output: TaskOutputs[T] } }>

export const createReader = (options: Omit<ThreadOptions, 'name'>): Reader =>
  createThread({ ...options, name: 'reader' })
