import { handoverTaskHandlers } from '#backend/areas/handover/handover-task-handlers.ts'
import { historyTaskHandlers } from '#backend/areas/history/history-task-handlers.ts'
import { type ExportContext, reportTaskHandlers } from '#backend/areas/report/report-task-handlers.ts'
import {
  type SiteFileContext,
  siteFileTaskHandlers,
} from '#backend/areas/site-file/site-file-task-handlers.ts'
import { serveTasks } from '#backend/kernel/threads/serve-tasks.ts'
import type { StorageAddress } from '#backend/storage/storage.ts'
import { asRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { backupTaskHandlers } from '#backend/storage/sqlite/backups/backup-task-handlers.ts'
import { siteFilesAt } from '#backend/storage/sqlite/site-files.ts'
import { openSnapshot, siteAt } from '#backend/storage/sqlite/snapshot.ts'

/** The entry of the thread that writes files of many rows. */
serveTasks<ExportContext & SiteFileContext>(
  (data, log) => {
    const address = data as StorageAddress
    return {
      handlers: [
        ...reportTaskHandlers,
        ...historyTaskHandlers,
        ...handoverTaskHandlers,
        ...siteFileTaskHandlers,
        ...backupTaskHandlers(address, log),
      ],
      context: {
        openSnapshot: () => openSnapshot(address, log),
        siteFiles: siteFilesAt(address, log),
      },
      close: () => undefined,
    }
  },
  (error, data) => asRefusal(error, inData(siteAt(data as StorageAddress))),
)
