import { copyWithoutSecrets } from '#backend/storage/sqlite/site-file.ts'
import type { ReadContext } from '#backend/storage/sqlite/threads/readers.ts'
import { handleTask, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { checkPrepared, checkSiteFile } from './check-site-file.ts'
import { checkPreparedTask, checkSiteTask, copySiteTask } from './site-file-tasks.ts'

/** Copying and checking whole sites, in the reading threads. */
export const siteFileReadHandlers: readonly TaskHandler<ReadContext>[] = [
  handleTask(copySiteTask, async ({ path, at }, { connection }: ReadContext) => {
    copyWithoutSecrets(connection, path, at)
    return null
  }),
  handleTask(checkSiteTask, ({ path, name }, _context: ReadContext) => checkSiteFile(path, name)),
  handleTask(checkPreparedTask, async ({ path, ...expected }, _context: ReadContext) => {
    await checkPrepared(path, expected)
    return null
  }),
]
