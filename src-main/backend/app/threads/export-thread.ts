import { reportTaskHandlers } from '#backend/areas/report/report-task-handlers.ts'
import { serveTasks } from '#backend/kernel/threads/serve-tasks.ts'
import type { StorageAddress } from '#backend/storage/storage.ts'
import { asRefusal } from '#backend/storage/sqlite/errors.ts'
import { openSnapshot } from '#backend/storage/sqlite/snapshot.ts'

/** The entry of the thread that writes files of many rows. */
serveTasks(
  (address, log) => ({
    handlers: reportTaskHandlers,
    context: { openSnapshot: () => openSnapshot(address as StorageAddress, log) },
    close: () => undefined,
  }),
  asRefusal,
)
