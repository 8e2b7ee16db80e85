import { z } from 'zod'
import { columnSchema, filterSchema, orderSchema } from './report.ts'
import { mutation, query } from './method.ts'

export const VIEW_NAME_LIMIT = 80

/** A column of a view as it is on screen, in pixels. */
export const viewColumnSchema = z.strictObject({
  column: columnSchema,
  width: z.int().min(20).max(2000),
  hidden: z.boolean(),
  frozen: z.boolean(),
})
export type ViewColumn = z.output<typeof viewColumnSchema>

const content = {
  name: z.string().trim().min(1).max(VIEW_NAME_LIMIT).meta({ description: 'Unique without regard to case' }),
  filter: filterSchema.omit({ list: true }),
  order: orderSchema,
  columns: z
    .array(viewColumnSchema)
    .max(columnSchema.options.length)
    .refine(
      (columns) => new Set(columns.map(({ column }) => column)).size === columns.length,
      'each column once',
    )
    .meta({ description: 'In their order; those left out keep their default places' }),
}

export const viewSchema = z.strictObject({ id: z.int(), ...content })
export type View = z.output<typeof viewSchema>

const idSchema = z.int().min(1)

/** Views of the report that were given a name, kept in the site. */
export const views = {
  list: query('The saved views, in the order of their making.', z.strictObject({}), z.array(viewSchema)),
  save: mutation(
    { effect: 'change', records: [] },
    'Saves a view: a new one, or with `id` instead of that one. What `views.remove` answered brings the view back. Refuses with `views.name-taken`, and with `views.unknown` for an id that was never given out.',
    z.strictObject({ id: idSchema.optional(), ...content }),
    viewSchema,
  ),
  rename: mutation(
    { effect: 'change', records: [] },
    'Gives a view another name. Refuses with `views.unknown`, `views.name-taken`.',
    z.strictObject({ id: idSchema, name: content.name }),
    viewSchema,
  ),
  remove: mutation(
    { effect: 'change', records: [] },
    'Removes a view and answers with what it was. Refuses with `views.unknown`.',
    z.strictObject({ id: idSchema }),
    viewSchema,
  ),
}
