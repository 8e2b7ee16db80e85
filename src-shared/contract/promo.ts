import { z } from 'zod'
import { creationProblemSchema, creationSchema } from '../domain/creation.ts'
import { isoDateSchema } from '../domain/dates.ts'
import { rangesSchema } from '../domain/selection.ts'
import { job, method } from './method.ts'

/** Rows of a report, picked by position in its result set. */
export const pickedSchema = z.strictObject({ resultSet: z.string(), ranges: rangesSchema })
export type Picked = z.output<typeof pickedSchema>

export const creationPlanSchema = z.object({
  recipients: z.int(),
  codes: z.int(),
  batches: z.int(),
  leftOut: z.int().meta({ description: 'Rows of the file that make no codes' }),
  problems: z.array(creationProblemSchema),
  alreadyHave: z
    .int()
    .meta({ description: 'Recipients that have an active code of the same service and application already' }),
})
export type CreationPlan = z.output<typeof creationPlanSchema>

export const leftAloneSchema = z.object({
  reason: z.enum(['deleted', 'lasts-longer', 'used']),
  count: z.int(),
  examples: z.array(z.string()).meta({ description: 'At most 10 codes' }),
})
export type LeftAlone = z.output<typeof leftAloneSchema>

export const bulkPlanSchema = z.object({
  selected: z.int(),
  change: z.int(),
  leave: z.array(leftAloneSchema),
})
export type BulkPlan = z.output<typeof bulkPlanSchema>

export const bulkDoneSchema = z.object({
  operationId: z.int(),
  changed: z.int(),
  leave: z.array(leftAloneSchema),
})
export type BulkDone = z.output<typeof bulkDoneSchema>

/** Promo codes: every change is planned first, then applied as one transaction and one operation. */
export const promo = {
  plan: method('What `promo.create` would do, without doing it.', creationSchema, creationPlanSchema),
  create: job(
    'Creates the codes, all or none. Refuses when the plan counted something else than is so now.',
    z.strictObject({ creation: creationSchema, expect: z.strictObject({ codes: z.int() }) }),
    z.object({ operationId: z.int(), codes: z.int(), recipients: z.int(), batchIds: z.array(z.int()) }),
  ),
  planExtend: method(
    'What extending the picked codes to `expires` would change and leave alone.',
    z.strictObject({ picked: pickedSchema, expires: isoDateSchema }),
    bulkPlanSchema,
  ),
  extend: job(
    'Extends the expiry date of the picked codes. `expect` is the plan’s `change`.',
    z.strictObject({ picked: pickedSchema, expires: isoDateSchema, expect: z.int() }),
    bulkDoneSchema,
  ),
  planDelete: method(
    'What deleting the picked codes would change and leave alone.',
    z.strictObject({ picked: pickedSchema }),
    bulkPlanSchema,
  ),
  delete: job(
    'Sets the status of the picked codes to Deleted; the rows stay. `expect` is the plan’s `change`.',
    z.strictObject({ picked: pickedSchema, expect: z.int() }),
    bulkDoneSchema,
  ),
}
