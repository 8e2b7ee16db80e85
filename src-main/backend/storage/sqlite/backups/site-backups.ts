import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Entries, Log } from '#backend/kernel/dependencies.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import type { Task } from '#backend/kernel/threads/task.ts'
import { createThread, type TaskOptions } from '#backend/kernel/threads/thread.ts'
import type { SiteBackups } from '../../backups.ts'
import { addressOf } from '../snapshot.ts'
import { chooseBackupFolder, describeFolder } from './backup-folders.ts'
import {
  checkPreparedTask,
  createTask,
  keepTask,
  listTask,
  pathTask,
  prepareTask,
  presentTask,
} from './backup-tasks.ts'
import { clearIncoming } from './prepare-restore.ts'

export interface SiteBackupsOptions {
  /** Of the site, whose lock the caller holds while something is written. */
  readonly folder: string
  readonly entries: Pick<Entries, 'exportThread'>
  readonly clock: Clock
  readonly log: Log
}

/** A thread that had nothing to do for so long ends, and its memory is the system's again. */
const IDLE_MS = 20_000
/** Pages pass through; a small heap is as quick for them. */
const YOUNG_MB = 8

/** The backups of the site in `folder`, whether it is open or not. */
export function createSiteBackups({ folder, entries, clock, log }: SiteBackupsOptions): SiteBackups {
  const site = join(folder, 'site.sqlite')
  const thread = createThread({
    entry: entries.exportThread,
    data: addressOf(site),
    log,
    name: 'backup',
    youngMB: YOUNG_MB,
  })
  const turns = createMutex()
  let idle: NodeJS.Timeout | undefined
  let isClosed = false
  const run = <Input, Output>(
    task: Task<Input, Output>,
    input: Input,
    options?: TaskOptions,
  ): Promise<Output> =>
    turns.run(async () => {
      if (isClosed) throw new Error(`${task.name} comes after the end of the backups`)
      clearTimeout(idle)
      try {
        return await thread.run(task, input, options)
      } finally {
        idle = setTimeout(() => void turns.run(() => thread.close()), IDLE_MS).unref()
      }
    })
  const at = () => clock.now()

  return {
    list: () => run(listTask, {}),
    present: () => run(presentTask, {}),
    async folder() {
      const { chosen, problem } = await describeFolder(folder)
      return { chosen, problem }
    },
    chooseFolder: (path) => turns.run(() => chooseBackupFolder(folder, path)),
    async stateOfFiles() {
      const files = await Promise.all([site, `${site}-wal`].map((path) => stat(path).catch(() => undefined)))
      return files.map((file) => (file ? `${file.size}@${file.mtimeMs}` : '')).join(' ')
    },
    create: (reason, timeZone, options) => run(createTask, { reason, timeZone, at: at() }, options),
    keepPresent: (reason, { isOpen }) => run(keepTask, { reason, isOpen, at: at() }),
    prepareRestore: (id, options) => run(prepareTask, { id, at: at() }, options),
    checkPrepared: async (id, counts) =>
      void (await run(checkPreparedTask, { backup: id.slice(id.indexOf(':') + 1), counts })),
    clearPrepared: () => turns.run(() => clearIncoming(folder)),
    async pathOf(id) {
      return id === null ? (await describeFolder(folder)).path : await run(pathTask, { id })
    },
    close: () =>
      turns.run(async () => {
        isClosed = true
        clearTimeout(idle)
        await thread.close()
      }),
  }
}
