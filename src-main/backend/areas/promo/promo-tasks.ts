import { z } from 'zod'
import {
  type BulkDone,
  type BulkPlan,
  type EditDone,
  type EditPlan,
  extendToSchema,
} from '#shared/contract/promo.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import { defineReadTask, defineWriteTask } from '#backend/storage/sqlite/threads/task.ts'
import { cellsSchema, idsSchema, rangesSchema } from '#backend/storage/sqlite/threads/task-inputs.ts'

/** A `BulkChange` on its way to a thread. */
const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('extend'), to: extendToSchema }),
  z.object({ kind: z.literal('delete'), at: z.int() }),
  z.object({ kind: z.literal('restore'), today: isoDateSchema }),
])

const pickedSchema = z.object({ ids: idsSchema, ranges: rangesSchema, change: changeSchema })
const cellEditsSchema = z.object({
  ids: idsSchema,
  cells: cellsSchema,
  language: languageSchema,
  today: isoDateSchema,
})
const expectSchema = z.object({ expect: z.int(), at: z.int() })

export const planChangeTask = defineReadTask(
  'promo.planChange',
  pickedSchema.extend({ today: isoDateSchema }),
).returning<BulkPlan>()
export const changeTask = defineWriteTask(
  'promo.change',
  pickedSchema.extend(expectSchema.shape),
).returning<BulkDone>()

export const planEditTask = defineReadTask('promo.planEdit', cellEditsSchema).returning<EditPlan>()
export const editTask = defineWriteTask(
  'promo.edit',
  cellEditsSchema.extend(expectSchema.shape),
).returning<EditDone>()
