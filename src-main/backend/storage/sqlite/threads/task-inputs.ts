import { z } from 'zod'
import type { CellEdit } from '#shared/contract/edits.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import type { Ranges } from '#shared/domain/selection.ts'

/**
 * Shapes that many tasks take. A thread keeps nothing but its connection: the ids of a result set are in memory that
 * both threads see, and the site's time comes with every task.
 */
export const idsSchema = z.instanceof(SharedArrayBuffer)
// The contract server has checked these already, and there may be a hundred thousand of them.
export const rangesSchema = z.custom<Ranges>(Array.isArray)
export const cellsSchema = z.custom<readonly CellEdit[]>(Array.isArray)
export const timeSchema = z.object({ today: isoDateSchema, timeZone: z.string() })
