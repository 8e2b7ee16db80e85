import { z } from 'zod'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { defineTask, handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import { incomingPath } from '#backend/storage/sqlite/site-transfer.ts'
import type { DatabaseTarget } from '#backend/storage/storage-places.ts'
import type { StorageAddress } from '#backend/storage/storage.ts'
import { copySite, withTables } from './copy-site.ts'

/** Copies the site into an empty database. `at` is the clock of now, in UTC milliseconds. */
export const moveTask = defineTask(
  'site.move',
  z.object({ target: z.custom<DatabaseTarget>(), at: z.int() }),
).returning<null>()

/** Copies the site to where it takes the place of the one in a folder. */
export const moveBackTask = defineTask('site.moveBack', z.object({ folder: z.string() })).returning<null>()

/** Both copy the site at `address`, from one state of it. */
export const moveTaskHandlers = (address: StorageAddress, log: Log): readonly TaskHandler<TaskContext>[] => [
  handleTask(moveTask, async ({ target, at }, watch: TaskContext) => {
    const { fillFrom } = await import('#backend/storage/postgres/fill-from.ts')
    await withTables(address, log, (source) =>
      fillFrom(source, { target, clock: { now: () => at }, log, ...watched(watch) }),
    )
    return null
  }),
  handleTask(moveBackTask, async ({ folder }, watch: TaskContext) => {
    await copySite(address, incomingPath(folder), log, watched(watch))
    return null
  }),
]

const watched = ({ signal, progress }: TaskContext): TaskContext => ({ signal, progress })
