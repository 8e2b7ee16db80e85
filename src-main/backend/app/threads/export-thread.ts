import { join } from 'node:path'
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
import type { SiteAddress, Snapshot, StorageAddress } from '#backend/storage/storage.ts'
import { asRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { backupTaskHandlers } from '#backend/storage/sqlite/backups/backup-task-handlers.ts'
import { moveTaskHandlers } from './move-task.ts'
import { copySite, sitesFor } from './copy-site.ts'
import { replaceTaskHandler } from './replace-task.ts'
import { siteFilesIn } from '#backend/storage/sqlite/site-files.ts'
import { openSnapshot } from '#backend/storage/sqlite/snapshot.ts'

/** The entry of the thread that writes files of many rows. */
serveTasks<ExportContext & SiteFileContext>(
  (data, log) => {
    const address = data as SiteAddress
    const { storage, folder } = address
    return {
      handlers: [
        ...reportTaskHandlers,
        ...historyTaskHandlers,
        ...handoverTaskHandlers,
        ...siteFileTaskHandlers,
        ...moveTaskHandlers(storage, log),
        replaceTaskHandler(address, log),
        ...backupTaskHandlers(folder, sitesFor(log), log),
      ],
      context: {
        openSnapshot: () => (isPostgres(storage) ? openOnServer(storage, log) : openSnapshot(storage, log)),
        siteFiles: siteFilesIn(folder, (path, watch) => copySite(storage, path, log, watch), log),
      },
      close: () => undefined,
    }
  },
  (error, data) => asRefusal(error, inData(join((data as SiteAddress).folder, 'site.sqlite'))),
)

/** Only where it is needed: the driver is not read otherwise. */
async function openOnServer(address: StorageAddress, log: Log): Promise<Snapshot> {
  const { openSnapshot } = await import('#backend/storage/postgres/snapshot.ts')
  return await openSnapshot(address, log)
}
