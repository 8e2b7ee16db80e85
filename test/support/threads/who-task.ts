import { z } from 'zod'
import { defineTask } from '#backend/kernel/threads/task.ts'

/** Which thread it is, and what it was opened with. */
export const whoTask = defineTask('test.who', z.object({})).returning<{ threadId: number; data: unknown }>()
