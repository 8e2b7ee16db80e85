import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Entries, Log } from '#backend/kernel/dependencies.ts'
import { apiError } from '#backend/kernel/contract/api-error.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import type { Task } from '#backend/kernel/threads/task.ts'
import { createThread, type TaskOptions } from '#backend/kernel/threads/thread.ts'
import type { SiteBackups } from '../../backups.ts'
import type { SiteAddress, StorageAddress } from '../../storage.ts'
import { addressOf } from '../snapshot.ts'
import { chooseBackupFolder, describeFolder } from './backup-folders.ts'
import {
  checkPreparedTask,
  createTask,
  inspectTask,
  keepTask,
  listTask,
  pathTask,
  prepareTask,
  presentTask,
  removeTask,
} from './backup-tasks.ts'
import { clearIncoming } from './prepare-restore.ts'

/** The site of which backups are made. */
export interface BackedUpSite {
  /** @throws Refusal 'database.no-password' */
  address(): Promise<StorageAddress>
  /** As `SiteBackups.state`. */
  state(): Promise<string>
}

/** The one in `folder`. */
export const siteIn = (folder: string): BackedUpSite => {
  const path = join(folder, 'site.sqlite')
  return {
    address: async () => addressOf(path),
    async state() {
      const files = await Promise.all([path, `${path}-wal`].map((one) => stat(one).catch(() => undefined)))
      return files.map((file) => (file ? `${file.size}@${file.mtimeMs}` : '')).join(' ')
    },
  }
}

export interface SiteBackupsOptions {
  /** Of the site, whose lock the caller holds while something is written. */
  readonly folder: string
  readonly site: BackedUpSite
  readonly entries: Pick<Entries, 'exportThread'>
  readonly clock: Clock
  readonly log: Log
}

/** A thread that had nothing to do for so long ends, and its memory is the system's again. */
const IDLE_MS = 20_000
/** Pages pass through; a small heap is as quick for them. */
const YOUNG_MB = 8

/** The backups that belong to `folder`, whether the site is open or not. */
export function createSiteBackups({ folder, site, entries, clock, log }: SiteBackupsOptions): SiteBackups {
  const thread = createThread({
    entry: entries.exportThread,
    data: { storage: addressOf(join(folder, 'site.sqlite')), folder } satisfies SiteAddress,
    log,
    name: 'backup',
    youngMB: YOUNG_MB,
  })
  const turns = createMutex()
  let running = 0
  let idle: NodeJS.Timeout | undefined
  let ending: Promise<void> | undefined
  let isClosed = false
  /** A message to a thread that ends would be lost. */
  const end = async (how: 'close' | 'release'): Promise<void> => {
    clearTimeout(idle)
    await (ending ??= thread[how]().finally(() => (ending = undefined)))
  }
  /** What only looks does not wait for a backup that is being made. */
  const look = async <Input, Output>(
    task: Task<Input, Output>,
    input: Input,
    options?: TaskOptions,
  ): Promise<Output> => {
    if (isClosed) throw new Refusal('backend.shutting-down', {})
    clearTimeout(idle)
    running += 1
    try {
      await ending
      return await thread.run(task, input, options)
    } finally {
      running -= 1
      if (running === 0 && !isClosed) idle = setTimeout(() => void end('close'), IDLE_MS).unref()
    }
  }
  const run = <Input, Output>(
    task: Task<Input, Output>,
    input: Input,
    options?: TaskOptions,
  ): Promise<Output> => turns.run(() => look(task, input, options))
  const at = () => clock.now()

  return {
    list: () => look(listTask, {}),
    present: async () => await look(presentTask, { storage: await site.address() }),
    async folder() {
      const { chosen, problem } = await describeFolder(folder)
      return { chosen, problem }
    },
    chooseFolder: (path) => turns.run(() => chooseBackupFolder(folder, path)),
    state: site.state,
    async create(reason, timeZone, options) {
      const storage = await site.address()
      const { problem, ...created } = await run(createTask, { storage, reason, timeZone, at: at() }, options)
      // The thread does without the texts.
      return { ...created, problem: problem && apiError(new Refusal(problem.code, problem.details)) }
    },
    remove: (ids) => run(removeTask, { ids: [...ids] }),
    keepPresent: (reason, { isOpen }) => run(keepTask, { reason, isOpen, at: at() }),
    prepareRestore: (id, options) => run(prepareTask, { id, at: at() }, options),
    inspect: (id, options) => run(inspectTask, { id, at: at() }, options),
    checkPrepared: async (id, counts) =>
      void (await run(checkPreparedTask, { backup: id.slice(id.indexOf(':') + 1), counts })),
    clearPrepared: () => turns.run(() => clearIncoming(folder)),
    async pathOf(id) {
      return id === null ? (await describeFolder(folder)).path : await look(pathTask, { id })
    },
    async close() {
      await turns.idle()
      isClosed = true
      await end('release')
    },
  }
}
