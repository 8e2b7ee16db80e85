import { z } from 'zod'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { modeSchema } from '../domain/service-schemas.ts'
import { siteKindSchema } from './site.ts'
import { requestIdSchema } from '../wire.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { job, query } from './method.ts'
import { operationIdSchema } from './operation-id.ts'
import { operationFilterSchema } from './operation-filter.ts'
import { operationDetailsSchema } from './operations.ts'

export const operationSchema = z.object({
  id: z.int(),
  at: instantSchema,
  day: isoDateSchema.meta({ description: 'In the site’s time zone' }),
  details: operationDetailsSchema,
  undoable: z.boolean().meta({ description: 'An undo, too: undoing it is redo' }),
  undoneBy: z.int().nullable().meta({ description: 'Null again once that was undone in turn' }),
  mode: modeSchema.nullable().meta({
    description:
      'The mode that it is about; null where it is about neither. Of an undo, that of what it undid',
  }),
  madeBy: z.enum(['this-window', 'another-window', 'script', 'earlier', 'somebody-else']).meta({
    description:
      'By the window that asks; by one that is or was open since the program started; by a script; or before that. What the program did by itself counts as earlier. Whatever it was done by, `somebody-else` where it has a name that is not the present one',
  }),
  author: z.string().nullable().meta({
    description: 'The name of the person who did it; null where nobody was named',
  }),
  needsReview: z.boolean().meta({
    description:
      'Undoing it, or redoing it, can change what buyers meet: only after a question, never by a shortcut. Of an undo or a redo, what a person did in the first place decides',
  }),
})
export type Operation = z.output<typeof operationSchema>

export const requestOutcomeSchema = z.object({
  state: z.enum(['done', 'begun', 'not-stored']),
  method: z.string().nullable().meta({ description: 'Null where nothing is stored' }),
  site: siteKindSchema.nullable().meta({ description: 'The site in which it is stored' }),
  operations: z.array(operationSchema).meta({ description: 'What it recorded, the oldest first' }),
})
export type RequestOutcome = z.output<typeof requestOutcomeSchema>

/** Everything that was done, and the way back. */
export const history = {
  list: query(
    'Operations, the newest first: all of them, or those that match.',
    z.strictObject({
      before: z.int().optional(),
      limit: z.int().min(1).max(200),
      ...operationFilterSchema.shape,
    }),
    z.object({
      total: z.int().meta({ description: 'How many match, `before` or not' }),
      operations: z.array(operationSchema),
    }),
  ),
  authors: query(
    'The names of everybody whose name is in the history, in no order; at most 1,000.',
    z.strictObject({}),
    z.array(z.string()),
  ),
  export: job(
    { effect: 'none', records: ['export-history'] },
    'Writes the operations that match, the newest first, as .xlsx or .csv, in the given language and the site’s time zone; a workbook has a second sheet with totals.',
    z.strictObject({
      ...operationFilterSchema.shape,
      target: fileTokenSchema,
      format: z.enum(['xlsx', 'csv']),
      language: languageSchema,
    }),
    z.object({ operationId: operationIdSchema, rows: z.int(), bytes: z.int() }),
  ),
  request: query(
    'What came of a call or job that was sent with this `requestId` and whose answer was lost: `done` with its operations; `begun` where steps of it are stored but not its end; `not-stored` where nothing of it is, or it is longer ago than 30 days. Waits for one that is still under way.',
    z.strictObject({ requestId: requestIdSchema }),
    requestOutcomeSchema,
  ),
  undo: job(
    { effect: 'change', records: ['undo', 'redo'] },
    'Applies the operation’s inverse as an operation of its own, or says what prevents it. Undoing an undo does the operation again. Refuses with `history.of-somebody-else` where another person did it, unless `alsoOthers` says that this is meant.',
    z.strictObject({
      operationId: z.int(),
      alsoOthers: z.boolean().optional().meta({
        description:
          'Also where it has a name that is not the present one; what has no name is nobody else’s',
      }),
    }),
    z.object({ operationId: z.int(), changed: z.int() }),
  ),
  undoRedo: query(
    'What undo and redo would do now: the newest operation that is not undone, and the newest undo that no other change followed. What other persons did is passed by. One with `needsReview` is not to be applied without a question.',
    z.strictObject({
      own: z
        .boolean()
        .optional()
        .meta({ description: 'Only of what the window that asks did; without a window, scripts' }),
    }),
    z.object({
      undo: operationSchema.nullable(),
      redo: operationSchema.nullable(),
      redoElsewhere: operationSchema.nullable().meta({
        description: 'Always null: everything that can be undone can be redone',
      }),
    }),
  ),
}
