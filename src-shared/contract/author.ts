import { z } from 'zod'
import { authorNameSchema } from '../domain/author-name.ts'
import { mutation, query } from './method.ts'

export const authorSchema = z.object({
  name: z.string().nullable().meta({
    description: 'What the history says of what is done from now on; null where nobody is named',
  }),
  from: z.enum(['environment', 'setting', 'database']).nullable().meta({
    description: 'Where the name comes from; a variable of the environment wins over the setting',
  }),
  databaseUser: z.string().nullable().meta({
    description: 'The name where none is set: the user of the site’s database; null without a database',
  }),
})
export type Author = z.output<typeof authorSchema>

/** Who works on the site with this program: kept in the data folder, and in the history of what is done. */
export const author = {
  get: query('The name of the person who uses this program.', z.strictObject({}), authorSchema),
  set: mutation(
    { effect: 'none', records: [] },
    'Gives the person another name from now on; null for none of their own. What was done before keeps its name. Refuses with `author.by-environment`.',
    z.strictObject({ name: authorNameSchema.nullable() }),
    authorSchema,
  ),
}
