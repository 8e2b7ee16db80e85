import { z } from 'zod'
import { defineTask } from '#backend/kernel/threads/task.ts'

/** Ends the thread that does it, without an answer. */
export const exitTask = defineTask('test.exit', z.object({})).returning<null>()
