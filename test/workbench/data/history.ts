import type { z } from 'zod'
import { type Operation, type operationDetailsSchema, operationSchema } from '#shared/contract/history.ts'

type Details = z.input<typeof operationDetailsSchema>
type Rest = Partial<Omit<z.input<typeof operationSchema>, 'details'>>

/** An operation of the day before `TODAY`, which can be undone without a question unless `rest` says otherwise. */
export const operation = (details: Details, rest: Rest = {}): Operation =>
  operationSchema.parse({
    id: 1,
    at: '2026-03-11T09:41:00.000Z',
    day: '2026-03-11',
    details,
    undoable: true,
    undoneBy: null,
    needsReview: false,
    ...rest,
  })
