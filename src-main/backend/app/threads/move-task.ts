import { z } from 'zod'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { defineTask, handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { siteAt, snapshot } from '#backend/storage/sqlite/snapshot.ts'
import { tableSource } from '#backend/storage/sqlite/table-source.ts'
import type { DatabaseTarget } from '#backend/storage/storage-places.ts'
import type { StorageAddress } from '#backend/storage/storage.ts'

/** Copies the site into an empty database. `at` is the clock of now, in UTC milliseconds. */
export const moveTask = defineTask(
  'site.move',
  z.object({ target: z.custom<DatabaseTarget>(), at: z.int() }),
).returning<null>()

const CACHE_KIB = 16 * 1024

/** Copies the site at `address`, from one state of it. */
export const moveTaskHandler = (address: StorageAddress, log: Log): TaskHandler<TaskContext> =>
  handleTask(moveTask, async ({ target, at }, { signal, progress }: TaskContext) => {
    const { fillFrom } = await import('#backend/storage/postgres/fill-from.ts')
    const connection = openConnection({ path: siteAt(address), readonly: true, cacheKiB: CACHE_KIB, log })
    try {
      await snapshot(connection, () =>
        fillFrom(tableSource(connection), { target, clock: { now: () => at }, log, signal, progress }),
      )
      return null
    } finally {
      connection.close()
    }
  })
