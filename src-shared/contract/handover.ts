import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { PASSPHRASE } from '../domain/passphrase.ts'
import { serviceSchema } from '../domain/service-schemas.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { job, query } from './method.ts'
import { secretFields } from './secret-fields.ts'

export const publishedServiceSchema = z.object({
  service: serviceSchema,
  revision: z.int(),
  publishedAt: instantSchema,
  takesPayment: z.boolean().meta({ description: 'It is enabled, and in production' }),
  hasSecret: z.boolean().meta({ description: 'A password or client secret of its account is stored' }),
})

export const handoverStateSchema = z.object({
  services: z.array(publishedServiceSchema).meta({ description: 'Those that were published' }),
  codes: z.object({
    all: z.int(),
    changed: z
      .int()
      .nullable()
      .meta({ description: 'Since codes were handed over last, with those that are gone; null for never' }),
    lastAt: instantSchema.nullable(),
  }),
})
export type HandoverState = z.output<typeof handoverStateSchema>

/** An age public key: `age1…`. */
const publicKeySchema = z.string().trim().min(1).max(4000)
const services = z.array(serviceSchema).min(1).max(2)

/**
 * What is handed over to those who run the site (SPEC 11.1): the published settings, and the codes. Each handover is an
 * operation of the history. Secrets are in none of them but one that is encrypted for the site, on explicit request.
 */
export const handover = {
  state: query('What can be handed over, and when codes were last.', z.strictObject({}), handoverStateSchema),
  checkKey: query(
    'The fingerprint of the site’s public key, to be compared with what those who run the site say. Refuses with `handover.bad-key`.',
    z.strictObject({ publicKey: publicKeySchema }),
    z.object({ publicKey: z.string(), fingerprint: z.string() }),
  ),
  saveSettings: job(
    { effect: 'none', records: ['hand-over-settings'] },
    'Writes the published settings as JSON (docs/handover/settings.schema.json), without secrets. Refuses with `handover.not-published`.',
    z.strictObject({ services, target: fileTokenSchema }),
    z.object({ operationId: z.int(), bytes: z.int() }),
  ),
  saveSecrets: job(
    { effect: 'none', records: ['hand-over-secrets'] },
    'Writes the same with the secrets of the accounts, encrypted for the site’s public key in the format of age. The passphrase, or the keychain, is asked again even where the passwords are unlocked. `fingerprint` is what the person has compared. Refuses with `handover.bad-key`, `handover.other-key`, `handover.no-secrets`, `secrets.wrong-passphrase`, `secrets.keychain-unavailable`.',
    z.strictObject({
      services,
      publicKey: publicKeySchema,
      fingerprint: z.string(),
      target: fileTokenSchema,
      ...secretFields({ passphrase: z.string().min(1).max(PASSPHRASE.longest).optional() }),
    }),
    z.object({ operationId: z.int(), bytes: z.int() }),
  ),
  saveCodes: job(
    { effect: 'none', records: ['hand-over-codes'] },
    'Writes the codes with their terms, all or those that have changed since codes were handed over last, as .csv, .xlsx or lines of JSON. Deleted ones, and those whose creation was undone, are among them as such.',
    z.strictObject({
      scope: z.enum(['all', 'changed']),
      format: z.enum(['csv', 'xlsx', 'jsonl']),
      target: fileTokenSchema,
      language: languageSchema,
    }),
    z.object({ operationId: z.int(), codes: z.int(), bytes: z.int() }),
  ),
}
