import { dirname } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import { dayFormatter } from '#shared/domain/dates.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { Watch } from '../../site-file.ts'
import type { StorageAddress } from '../../storage.ts'
import type { TableSource } from '../../table-source.ts'
import type { OwnedConnection } from '../connection.ts'
import { asStorageRefusal } from '../errors.ts'
import { copiedPath } from '../site-transfer.ts'
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
import { inBackups } from './backup-folders.ts'
import { countTables } from './backup-marks.ts'
import { utcDay } from './before-migration.ts'
import { keepPresent } from './keep-files.ts'
import { type KnownBackups, type ListedBackup, listBackups } from './list-backups.ts'
import { checkPreparedRestore, inspectBackup, prepareRestore } from './prepare-restore.ts'
import { removeBackups, writeBackup } from './write-backup.ts'

const DAY_MS = 86_400_000

const daysIn = (timeZone: string) => {
  const format = dayFormatter(timeZone)
  return (at: number): number => Date.parse(format(at)) / DAY_MS
}

/** The site of which backups are made, whichever engine keeps it. */
export interface BackedUpSites {
  /** Runs `work` with the site as a SQLite database: itself, or a copy of it at `path` for so long. */
  withDatabase<T>(
    site: { readonly storage: StorageAddress; readonly path: string },
    watch: Watch,
    work: (connection: OwnedConnection) => Promise<T>,
  ): Promise<T>
  withTables<T>(storage: StorageAddress, work: (source: TableSource) => Promise<T>): Promise<T>
}

/** Works on the backups that belong to `folder`, in a thread. */
export function backupTaskHandlers(
  folder: string,
  sites: BackedUpSites,
  log: Log,
): readonly TaskHandler<TaskContext>[] {
  const known: KnownBackups = new Map()
  const list = () => listBackups(folder, known)
  const find = async (id: string): Promise<ListedBackup> => {
    const found = (await list()).backups.find((backup) => backup.id === id)
    if (!found) throw new Refusal('backups.unknown', {})
    return found
  }

  return [
    handleTask(listTask, async () => {
      const { backups, isReadable } = await list()
      return { backups: backups.map(({ path: _path, digest: _digest, ...backup }) => backup), isReadable }
    }),
    handleTask(presentTask, ({ storage }) => sites.withTables(storage, countTables)),
    handleTask(createTask, async ({ storage, reason, timeZone, at }, watch: TaskContext) => {
      const newest = (await list()).backups.find(
        (backup) => backup.reason === 'daily' && backup.problem === null,
      )
      return await sites.withDatabase({ storage, path: copiedPath(folder) }, watch, async (connection) => {
        const written = await writeBackup(
          folder,
          connection,
          {
            kind: { reason, migration: null, isRaw: false },
            at,
            dayOf: daysIn(timeZone),
            signal: watch.signal,
            onProgress: watch.progress,
            ...(reason === 'daily' && {
              findSame: async (digest: string) => (digest === newest?.digest ? newest.file : undefined),
            }),
          },
          log,
        )
        const id = written.isNew ? `${written.folder.key}:${written.name}` : (newest?.id ?? '')
        return { id, isNew: written.isNew, problem: written.problem }
      })
    }),
    handleTask(keepTask, ({ reason, isOpen, at }) =>
      keepPresent(folder, { reason, isOpen, at, dayOf: utcDay }, log),
    ),
    handleTask(prepareTask, async ({ id, at }, watch: TaskContext) =>
      prepareRestore(folder, await find(id), { at, watch }),
    ),
    handleTask(inspectTask, async ({ id, at }, watch: TaskContext) =>
      inspectBackup(folder, await find(id), { at, watch }),
    ),
    handleTask(checkPreparedTask, async ({ backup, counts }) => {
      await checkPreparedRestore(folder, backup, counts)
      return null
    }),
    handleTask(removeTask, async ({ ids }) => {
      const found = (await list()).backups.filter(({ id, isRemovable }) => isRemovable && ids.includes(id))
      try {
        await removeBackups(found)
      } catch (error) {
        throw asStorageRefusal(error, inBackups(dirname(found[0]?.path ?? folder)))
      }
      return found.length
    }),
    handleTask(pathTask, async ({ id }) => (await find(id)).path),
  ]
}
