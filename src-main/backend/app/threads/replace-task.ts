import { z } from 'zod'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { defineTask, handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import { targetAt } from '#backend/storage/postgres/address.ts'
import { utcDay } from '#backend/storage/sqlite/backups/before-migration.ts'
import { keepSound } from '#backend/storage/sqlite/backups/keep-files.ts'
import { openConnection, type OwnedConnection } from '#backend/storage/sqlite/connection.ts'
import { fillNew, removeDatabase } from '#backend/storage/sqlite/fill-from.ts'
import { createReaders } from '#backend/storage/sqlite/readers.ts'
import { copiedPath, incomingPath } from '#backend/storage/sqlite/site-transfer.ts'
import { snapshot } from '#backend/storage/sqlite/snapshot.ts'
import { tableSource } from '#backend/storage/sqlite/table-source.ts'
import type { SiteAddress } from '#backend/storage/storage.ts'

/**
 * Puts the database that was prepared in the folder in the place of the contents of a server's, which are kept as a backup;
 * answers with its name. `at` is the clock of now, in UTC milliseconds.
 */
export const replaceTask = defineTask(
  'site.replace',
  z.object({ reason: z.enum(['site-file', 'restore']), at: z.int() }),
).returning<string>()

const CACHE_KIB = 16 * 1024

export const replaceTaskHandler = ({ storage, folder }: SiteAddress, log: Log): TaskHandler<TaskContext> =>
  handleTask(replaceTask, async ({ reason, at }, { signal, progress }: TaskContext) => {
    const { replaceContents } = await import('#backend/storage/postgres/replace-contents.ts')
    const watch = { signal, progress }
    const copied = copiedPath(folder)
    const incoming = openConnection({ path: incomingPath(folder), readonly: true, cacheKiB: CACHE_KIB, log })
    try {
      await requireShared(incoming)
      return await snapshot(incoming, () =>
        replaceContents(tableSource(incoming), {
          target: targetAt(storage),
          clock: { now: () => at },
          log,
          ...watch,
          async keep(present, awake) {
            await fillNew(copied, present, watch)
            return await awake(() => keepSound(folder, copied, { reason, at, dayOf: utcDay }, log))
          },
        }),
      )
    } finally {
      incoming.close()
      await removeDatabase(copied)
    }
  })

/**
 * The keychain of one computer is of no use to the others who use the database.
 * @throws Refusal 'backups.sealed-by-keychain'
 */
async function requireShared(incoming: OwnedConnection): Promise<void> {
  const { secrets } = createReaders(incoming)
  const passwords = await secrets.count()
  if (passwords > 0 && (await secrets.box())?.seal !== 'passphrase')
    throw new Refusal('backups.sealed-by-keychain', { passwords })
}
