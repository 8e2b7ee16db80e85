import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { mutation, query } from './method.ts'

/** The longest draft, as JSON: both texts of a payment page and every account fit many times. */
export const DRAFT_LIMIT = 200_000

/** Which form: `commerce.events.test`, `promo.create`. */
export const draftKeySchema = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/)

const SECRET_NAME = /passw|passphrase|secret/i

/** True when nothing in `value`, at any depth, is named as a secret is. */
function holdsNoSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(holdsNoSecret)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, inner]) => !SECRET_NAME.test(name) && holdsNoSecret(inner))
}

const draftContentSchema = z
  .json()
  .refine(holdsNoSecret, 'a draft holds no passwords')
  .refine((content) => JSON.stringify(content).length <= DRAFT_LIMIT, 'the draft is too long')

/** What a person typed and has not saved: stored with the site, so that leaving a page or a crash loses nothing. */
export const drafts = {
  save: mutation(
    { effect: 'none', records: [] },
    'Keeps the unsaved content of a form, instead of what was kept for it before. Passwords are refused.',
    z.strictObject({ key: draftKeySchema, content: draftContentSchema }),
    z.object({ savedAt: instantSchema }),
  ),
  get: query(
    'The unsaved content of a form, or null.',
    z.strictObject({ key: draftKeySchema }),
    z.object({ content: z.json(), savedAt: instantSchema }).nullable(),
  ),
  list: query(
    'Which forms have unsaved content.',
    z.strictObject({}),
    z.array(z.object({ key: draftKeySchema, savedAt: instantSchema })),
  ),
  discard: mutation(
    { effect: 'none', records: [] },
    'Drops the unsaved content of a form.',
    z.strictObject({ key: draftKeySchema }),
    z.object({ discarded: z.boolean() }),
  ),
}
