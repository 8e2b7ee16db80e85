import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { SiteFiles } from '#backend/storage/site-file.ts'
import { checkPrepared, checkSiteFile, inspectSiteFile } from './check-site-file.ts'
import { checkPreparedTask, checkTask, inspectTask, prepareTask, saveTask } from './site-file-tasks.ts'

export interface SiteFileContext extends TaskContext {
  readonly siteFiles: SiteFiles
}

/** Writing, checking and preparing whole sites, in the thread that writes files. */
export const siteFileTaskHandlers: readonly TaskHandler<SiteFileContext>[] = [
  handleTask(saveTask, async ({ at }, { siteFiles, ...watch }: SiteFileContext) => {
    await siteFiles.save(at, watch)
    return null
  }),
  handleTask(checkTask, ({ name }, { siteFiles, ...watch }: SiteFileContext) =>
    checkSiteFile(siteFiles, name, watch),
  ),
  handleTask(inspectTask, ({ name }, { siteFiles, ...watch }: SiteFileContext) =>
    inspectSiteFile(siteFiles, name, watch),
  ),
  handleTask(prepareTask, ({ savedAt, at }, { siteFiles }: SiteFileContext) =>
    siteFiles.prepare(savedAt, at),
  ),
  handleTask(checkPreparedTask, async (expected, { siteFiles }: SiteFileContext) => {
    await checkPrepared(siteFiles, expected)
    return null
  }),
]
