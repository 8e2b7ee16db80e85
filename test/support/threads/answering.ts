import { threadId } from 'node:worker_threads'
import { serveTasks } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask } from '#backend/kernel/threads/task.ts'
import { whoTask } from './who-task.ts'

/** A thread that answers which one it is and what it was opened with. */
serveTasks(
  (data, log) => ({
    handlers: [
      handleTask(whoTask, async () => {
        log.info('test.asked')
        return { threadId, data }
      }),
    ],
    context: {},
    close: () => log.info('test.closed'),
  }),
  (error) => error,
)
