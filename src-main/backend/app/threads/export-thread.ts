import { handoverTaskHandlers } from '#backend/areas/handover/handover-task-handlers.ts'
import { historyTaskHandlers } from '#backend/areas/history/history-task-handlers.ts'
import { type ExportContext, reportTaskHandlers } from '#backend/areas/report/report-task-handlers.ts'
import {
  type SiteFileContext,
  siteFileTaskHandlers,
} from '#backend/areas/site-file/site-file-task-handlers.ts'
import { serveTasks } from '#backend/kernel/threads/serve-tasks.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { isPostgres } from '#backend/storage/postgres/address.ts'
import type { Snapshot, StorageAddress } from '#backend/storage/storage.ts'
import { asRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { backupTaskHandlers } from '#backend/storage/sqlite/backups/backup-task-handlers.ts'
import { moveTaskHandlers } from './move-task.ts'
import { NO_SITE_FILES } from '../sites/no-files.ts'
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
        ...moveTaskHandlers(address, log),
        ...(isPostgres(address) ? [] : backupTaskHandlers(address, log)),
      ],
      context: {
        openSnapshot: () => (isPostgres(address) ? openOnServer(address, log) : openSnapshot(address, log)),
        siteFiles: isPostgres(address) ? NO_SITE_FILES : siteFilesAt(address, log),
      },
      close: () => undefined,
    }
  },
  (error, data) => {
    const address = data as StorageAddress
    return isPostgres(address) ? error : asRefusal(error, inData(siteAt(address)))
  },
)

/** Only where it is needed: the driver is not read otherwise. */
async function openOnServer(address: StorageAddress, log: Log): Promise<Snapshot> {
  const { openSnapshot } = await import('#backend/storage/postgres/snapshot.ts')
  return await openSnapshot(address, log)
}
