import { z } from 'zod'
import { requestMessageSchema } from '#backend/kernel/current-request.ts'
import { defineTask } from '#backend/kernel/threads/task.ts'
import type { Rescued } from '../rescue.ts'
import type { Committed } from '../writer.ts'

/** What the storage's threads do: calls of its readers, and the steps of a transaction with calls of its writers. */

/** A call of a method of the storage: `codes.planChange`. Its parameters are the storage's own types. */
const callSchema = z.object({
  area: z.string(),
  method: z.string(),
  parameters: z.array(z.unknown()),
  /** Where a function that progress is reported to, and a signal, are among the parameters. */
  progressAt: z.int(),
  signalAt: z.int(),
})
export type Call = z.output<typeof callSchema>

export const readTask = defineTask('storage.read', callSchema).returning<unknown>()
/** Moves what was committed from the log into the database file, as far as nobody reads it any more. */
export const checkpointTask = defineTask('storage.checkpoint', z.object({})).returning<null>()
/** Looks at every page; answers whether all are sound. */
export const checkTask = defineTask(
  'storage.check',
  z.object({ depth: z.enum(['quick', 'full']) }),
).returning<boolean>()
/** Makes a new database of what can be read of a damaged one. */
export const rescueTask = defineTask(
  'storage.rescue',
  z.object({ from: z.string(), to: z.string(), timeZone: z.string(), now: z.int() }),
).returning<Rescued>()

const openSchema = z.object({ now: z.int() })
/**
 * Opens the database, made and brought to the newest shape as needed. So do the others, since a thread may be a new one;
 * but they make none: the one that was open is gone then.
 */
export const openTask = defineTask(
  'storage.open',
  openSchema.extend({ mayCreate: z.boolean() }),
).returning<null>()
export const beginTask = defineTask(
  'storage.begin',
  openSchema.extend({ name: z.string(), request: requestMessageSchema.optional() }),
).returning<null>()
export const writeTask = defineTask('storage.write', callSchema).returning<unknown>()
/** Ends the transaction. */
export const commitTask = defineTask('storage.commit', z.object({})).returning<Committed>()
/** Ends the transaction, of which nothing is left. */
export const rollbackTask = defineTask('storage.rollback', z.object({})).returning<null>()
/** Makes the transaction fail at its next pause. */
export const cancelTask = defineTask('storage.cancel', z.object({})).returning<null>()
export const rewriteFileTask = defineTask('storage.rewriteFile', openSchema).returning<null>()
export const emptyLogTask = defineTask('storage.emptyLog', openSchema).returning<null>()
/** Empties the log where nobody reads what it holds; answers whether it is empty. */
export const tryToEmptyLogTask = defineTask('storage.tryToEmptyLog', openSchema).returning<boolean>()
