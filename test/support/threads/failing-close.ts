import { serveTasks } from '#backend/kernel/threads/serve-tasks.ts'

/** A thread that cannot close what it has open. */
serveTasks(
  () => ({
    handlers: [],
    context: {},
    close() {
      throw new Error('it cannot be closed')
    },
  }),
  (error) => error,
)
