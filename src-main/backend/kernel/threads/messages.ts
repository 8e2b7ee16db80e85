import { z } from 'zod'
import { requestMessageSchema } from '../current-request.ts'

/** What goes between the main thread and a thread that does tasks. */
export const requestSchema = z.discriminatedUnion('type', [
  /** What the tasks that follow are about, such as where the data is. */
  z.object({ type: z.literal('open'), data: z.unknown() }),
  z.object({
    type: z.literal('task'),
    id: z.int(),
    task: z.string(),
    input: z.unknown(),
    /** Whose transaction it is (`kernel/current-request.ts`). */
    request: requestMessageSchema.optional(),
  }),
  z.object({ type: z.literal('cancel'), id: z.int() }),
  /** Otherwise it answers, and may be opened again. */
  z.object({ type: z.literal('close'), ends: z.boolean() }),
])
export type ThreadRequest = z.output<typeof requestSchema>

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), id: z.int(), output: z.unknown() }),
  z.object({ type: z.literal('refused'), id: z.int(), code: z.string(), details: z.unknown() }),
  z.object({ type: z.literal('failed'), id: z.int(), error: z.instanceof(Error) }),
  z.object({ type: z.literal('progress'), id: z.int(), done: z.int(), total: z.int().nullable() }),
  z.object({ type: z.literal('closed') }),
  z.object({
    type: z.literal('log'),
    level: z.enum(['info', 'warn', 'error']),
    event: z.string(),
    fields: fieldsSchema,
  }),
])
export type ThreadReply = z.output<typeof replySchema>
