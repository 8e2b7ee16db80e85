import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { mutation, query } from './method.ts'
import { LIST_LIMITS } from './report.ts'
import { isSecretName } from './secret-fields.ts'

/** The longest draft, as JSON: that of the longest list to be found, whose every character may be escaped. */
export const DRAFT_LIMIT = 2 * LIST_LIMITS.characters

/** Which form: `commerce.events.test`, `create`. */
export const draftKeySchema = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)

/** True when nothing in `value`, at any depth, is named as a secret is. */
function holdsNoSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(holdsNoSecret)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, inner]) => !isSecretName(name) && holdsNoSecret(inner))
}

export const draftContentSchema = z
  .json()
  .refine(holdsNoSecret, 'a draft holds no passwords')
  .refine((content) => JSON.stringify(content).length <= DRAFT_LIMIT, 'the draft is too long')

/** Two drafts with the same version have the same content. */
const versionSchema = z.string().max(64)
const siteIdSchema = z
  .string()
  .max(64)
  .optional()
  .meta({ description: 'The `id` of the site that the form is of; left out for the one that is open' })

/** What a person typed and has not saved: stored with the site, so that leaving a page or a crash loses nothing. */
export const drafts = {
  save: mutation(
    { effect: 'none', records: [] },
    'Keeps the unsaved content of a form, instead of what was kept for it before. Passwords are refused. Refuses with `drafts.other-site` when `site` is not open, and with `drafts.changed-meanwhile` when another draft than `base` is kept.',
    z.strictObject({
      key: draftKeySchema,
      content: draftContentSchema,
      site: siteIdSchema,
      base: versionSchema
        .nullable()
        .optional()
        .meta({ description: 'The draft that was read before, null for none; left out to replace any' }),
    }),
    z.object({ savedAt: instantSchema, version: versionSchema }),
  ),
  get: query(
    'The unsaved content of a form, or null. Refuses with `drafts.other-site` when `site` is not open.',
    z.strictObject({ key: draftKeySchema, site: siteIdSchema }),
    z.object({ content: z.json(), savedAt: instantSchema, version: versionSchema }).nullable(),
  ),
  list: query(
    'Which forms have unsaved content.',
    z.strictObject({}),
    z.array(z.object({ key: draftKeySchema, savedAt: instantSchema })),
  ),
  discard: mutation(
    { effect: 'none', records: [] },
    'Drops the unsaved content of a form; with `base`, only that draft and no newer one. Refuses with `drafts.other-site` when `site` is not open.',
    z.strictObject({ key: draftKeySchema, site: siteIdSchema, base: versionSchema.optional() }),
    z.object({ discarded: z.boolean() }),
  ),
}

/** A draft was kept or, where `version` is null, dropped. */
export const draftChangeSchema = z.object({
  site: z.string(),
  key: draftKeySchema,
  version: versionSchema.nullable(),
  savedAt: instantSchema.nullable(),
})
export type DraftChange = z.output<typeof draftChangeSchema>
