import { serveTasks } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask } from '#backend/kernel/threads/task.ts'
import { exitTask } from './exit-task.ts'

/** A thread that cannot close what it has open, and can end by itself. */
serveTasks(
  () => ({
    handlers: [handleTask(exitTask, () => process.exit())],
    context: {},
    close() {
      throw new Error('it cannot be closed')
    },
  }),
  (error) => error,
)
