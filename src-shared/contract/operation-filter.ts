import { z } from 'zod'
import { authorNameSchema } from '../domain/author-name.ts'
import { typedCodeSchema } from '../domain/code-schema.ts'
import { isoDateSchema } from '../domain/date-schemas.ts'
import { serviceSchema } from '../domain/service-schemas.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { operationAreaSchema, operationKindSchema } from './operations.ts'

/** Which operations of the history are meant. An undo or a redo counts as what a person did in the first place, too. */
export const operationFilterSchema = z.strictObject({
  text: z.string().max(200).optional().meta({
    description:
      'Every word of it is in what a person reads of the operation in `language`, or is a code that the operation concerned',
  }),
  language: languageSchema.optional().meta({ description: 'Of `text`; English where it is left out' }),
  code: typedCodeSchema.optional().meta({
    description:
      'Operations that created, changed, mailed or charged this code, without regard to case; one whose creation was undone as well',
  }),
  area: operationAreaSchema.optional(),
  kinds: z.array(operationKindSchema).min(1).max(100).optional(),
  service: serviceSchema.optional().meta({ description: 'Operations that say which service they concern' }),
  author: authorNameSchema.optional().meta({ description: 'Operations of the person of this name' }),
  from: isoDateSchema.optional().meta({ description: 'The first day, in the site’s time zone' }),
  to: isoDateSchema.optional().meta({ description: 'The last day' }),
  undone: z.boolean().optional().meta({ description: 'Only those that are undone now, or only the others' }),
})
export type OperationFilter = z.output<typeof operationFilterSchema>
