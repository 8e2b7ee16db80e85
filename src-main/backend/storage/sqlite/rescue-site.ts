import { createThread } from '#backend/kernel/threads/thread.ts'
import type { TaskOptions } from '#backend/kernel/threads/thread.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { ThreadEntry } from '#backend/kernel/threads/thread-source.ts'
import type { RescueOptions, Rescued } from './rescue.ts'
import { rescueTask } from './threads/storage-tasks.ts'

export interface RescueSiteOptions
  extends Pick<RescueOptions, 'from' | 'to' | 'timeZone' | 'now'>, TaskOptions {
  /** Of a thread that reads. */
  readonly entry: ThreadEntry
  readonly log: Log
}

/**
 * Does `rescueDatabase` in a thread of its own. The caller holds the folder's lock, and nobody has the database open.
 * @throws as `rescueDatabase` does
 */
export async function rescueSite({
  entry,
  log,
  from,
  to,
  timeZone,
  now,
  ...options
}: RescueSiteOptions): Promise<Rescued> {
  const thread = createThread({ entry, data: { path: from }, log, name: 'rescue' })
  try {
    return await thread.run(rescueTask, { from, to, timeZone, now }, options)
  } finally {
    await thread.close()
  }
}
