import { z } from 'zod'

/**
 * What every method that changes the site answers besides its own result: the number of the operation that the call
 * recorded in the history, for `history.undo`. It is that of this call, whatever other clients do at the same time.
 * Methods that always record one answer with the number itself.
 */
export const operationIdSchema = z
  .int()
  .nullable()
  .meta({ description: 'The operation that was recorded; null where nothing changed and so none was' })

/** The same object with `operationId`. */
export const withOperationId = <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) =>
  schema.extend({ operationId: operationIdSchema })
