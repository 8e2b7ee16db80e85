import { dirname } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import { dayFormatter } from '#shared/domain/dates.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { StorageAddress } from '../../storage.ts'
import { openConnection } from '../connection.ts'
import { asStorageRefusal } from '../errors.ts'
import { siteAt } from '../snapshot.ts'
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
import { countContent } from './backup-marks.ts'
import { utcDay } from './before-migration.ts'
import { keepPresent } from './keep-files.ts'
import { type KnownBackups, type ListedBackup, listBackups } from './list-backups.ts'
import { checkPreparedRestore, inspectBackup, prepareRestore } from './prepare-restore.ts'
import { removeBackups, writeBackup } from './write-backup.ts'

const CACHE_KIB = 16 * 1024
const DAY_MS = 86_400_000

const daysIn = (timeZone: string) => {
  const format = dayFormatter(timeZone)
  return (at: number): number => Date.parse(format(at)) / DAY_MS
}

/** Works on the backups of the site at `address`, in a thread. */
export function backupTaskHandlers(address: StorageAddress, log: Log): readonly TaskHandler<TaskContext>[] {
  const site = siteAt(address)
  const folder = dirname(site)
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
    handleTask(presentTask, async () => {
      const connection = openConnection({ path: site, readonly: true, cacheKiB: CACHE_KIB, log })
      try {
        return countContent(connection)
      } finally {
        connection.close()
      }
    }),
    handleTask(createTask, async ({ reason, timeZone, at }, { signal, progress }: TaskContext) => {
      const newest = (await list()).backups.find(
        (backup) => backup.reason === 'daily' && backup.problem === null,
      )
      const connection = openConnection({
        path: site,
        readonly: true,
        checks: true,
        cacheKiB: CACHE_KIB,
        log,
      })
      try {
        const written = await writeBackup(
          folder,
          connection,
          {
            kind: { reason, migration: null, isRaw: false },
            at,
            dayOf: daysIn(timeZone),
            signal,
            onProgress: progress,
            ...(reason === 'daily' && {
              findSame: async (digest: string) => (digest === newest?.digest ? newest.file : undefined),
            }),
          },
          log,
        )
        const id = written.isNew ? `${written.folder.key}:${written.name}` : (newest?.id ?? '')
        return { id, isNew: written.isNew, problem: written.problem }
      } finally {
        connection.close()
      }
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
