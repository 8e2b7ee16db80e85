import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { TaskOptions } from './thread.ts'

/** A job whose work is done in a thread: its cancel goes there, and progress comes from there. */
export const following = ({ signal, progress }: JobContext): TaskOptions => ({ signal, onProgress: progress })
