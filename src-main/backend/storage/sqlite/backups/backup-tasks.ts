import { z } from 'zod'
import type { Backup, BackupCounts } from '#shared/contract/backups.ts'
import { defineTask } from '#backend/kernel/threads/task.ts'
import type { CreatedBackup, PreparedRestore } from '../../backups.ts'
import type { SiteContents } from '../../site-contents.ts'
import type { StorageAddress } from '../../storage.ts'

/** The work on backups that is done in a thread. `storage` is where the site is, `at` the clock of now, in UTC milliseconds. */

const storage = z.custom<StorageAddress>()

export const listTask = defineTask('backups.list', z.object({})).returning<{
  backups: Backup[]
  isReadable: boolean
}>()
export const presentTask = defineTask('backups.present', z.object({ storage })).returning<BackupCounts>()
export const createTask = defineTask(
  'backups.create',
  z.object({ storage, reason: z.enum(['daily', 'manual']), timeZone: z.string(), at: z.int() }),
).returning<CreatedBackup>()
export const keepTask = defineTask(
  'backups.keep',
  z.object({ reason: z.enum(['site-file', 'restore', 'rescue', 'move']), isOpen: z.boolean(), at: z.int() }),
).returning<string | null>()
export const prepareTask = defineTask(
  'backups.prepare',
  z.object({ id: z.string(), at: z.int() }),
).returning<PreparedRestore>()
export const inspectTask = defineTask(
  'backups.inspect',
  z.object({ id: z.string(), at: z.int() }),
).returning<SiteContents>()
const count = z.int()
export const checkPreparedTask = defineTask(
  'backups.checkPrepared',
  z.object({
    backup: z.string(),
    counts: z.object({ codes: count, batches: count, revisions: count, operations: count }),
  }),
).returning<null>()
/** Answers with how many there were. */
export const removeTask = defineTask(
  'backups.remove',
  z.object({ ids: z.array(z.string()) }),
).returning<number>()
export const pathTask = defineTask('backups.path', z.object({ id: z.string() })).returning<string>()
