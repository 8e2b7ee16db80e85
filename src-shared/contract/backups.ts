import { z } from 'zod'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { backupReasonSchema } from './backup-reasons.ts'
import { apiErrorSchema } from './error-codes.ts'
import { fileTokenSchema } from './files.ts'
import { job, mutation, query } from './method.ts'
import { operationIdSchema } from './operation-id.ts'
import { replacementPlanSchema } from './replacement.ts'
import { siteSchema } from './site.ts'

export const backupCountsSchema = z.object({
  codes: z.int(),
  operations: z.int(),
  messages: z.int(),
  payments: z.int(),
})
export type BackupCounts = z.output<typeof backupCountsSchema>

export const backupContentSchema = z.object({
  name: z.string().meta({ description: 'Of the site' }),
  appVersion: z
    .string()
    .nullable()
    .meta({ description: 'Of the program that made it, where it is recorded' }),
  dataVersion: z.int().meta({ description: 'The newest migration in it' }),
  counts: backupCountsSchema,
})
export type BackupContent = z.output<typeof backupContentSchema>

/**
 * Why a backup cannot be restored as it is: a damaged database; one of a newer version; a file that cannot be read now;
 * a database that holds no site.
 */
export const backupProblemSchema = z.enum(['damaged', 'newer', 'unavailable', 'not-a-site'])
export type BackupProblem = z.output<typeof backupProblemSchema>

export const backupIdSchema = z
  .string()
  .max(300)
  .regex(/^[a-z0-9]{1,16}:[^/\\]+$/)
  .meta({ description: 'Of a backup in the list' })

export const backupSchema = z.object({
  id: backupIdSchema,
  file: z.string().meta({ description: 'The name of the file, without its folder' }),
  at: instantSchema,
  bytes: z.int(),
  reason: backupReasonSchema,
  migration: z.int().nullable().meta({ description: 'The migration that it was made before' }),
  isRaw: z
    .boolean()
    .meta({ description: 'The files byte for byte, since the database could not be read as a whole' }),
  verified: z.boolean().meta({ description: 'Pages, references and counts were checked when it was made' }),
  place: z.enum(['own', 'chosen', 'earlier']).meta({
    description: 'In the folder of the site, in the one that a person chose, or in one chosen before',
  }),
  content: backupContentSchema.nullable(),
  holdsPasswords: z
    .boolean()
    .meta({ description: 'Encrypted passwords are in it, or it cannot be said that none are' }),
  isRemovable: z
    .boolean()
    .meta({ description: 'This program made it for this site, in a folder of its own: `remove` takes it' }),
  problem: backupProblemSchema.nullable(),
})
export type Backup = z.output<typeof backupSchema>

export const backupListSchema = z.object({
  backups: z.array(backupSchema).meta({ description: 'The newest first' }),
  folder: z.object({
    chosen: z
      .string()
      .nullable()
      .meta({ description: 'The name of the chosen folder; null for the one of the site' }),
    problem: apiErrorSchema.nullable().meta({
      description:
        'Why the chosen folder cannot be used now; backups go into the folder of the site meanwhile',
    }),
    isReadable: z.boolean().meta({ description: 'False where the list of a folder could not be read' }),
  }),
  present: backupCountsSchema
    .nullable()
    .meta({ description: 'What is in the own site now; null while it is not open' }),
  changed: z.boolean().nullable().meta({
    description: 'Whether something changed since the newest backup; null while no own site is open',
  }),
  next: isoDateSchema.nullable().meta({
    description:
      'The first day on which a backup is made if something has changed by then; null while no own site is open',
  }),
  last: z
    .object({ at: instantSchema, error: apiErrorSchema.nullable() })
    .nullable()
    .meta({ description: 'How the last backup of this run went' }),
  knownVersion: z.int().meta({ description: 'The newest migration that this program knows' }),
})
export type BackupList = z.output<typeof backupListSchema>

/** Verified copies of the own site. They work while no site is open. */
export const backups = {
  list: query(
    'The backups of the own site, what is in each, and when the next one is made.',
    z.strictObject({}),
    backupListSchema,
  ),
  create: job(
    { effect: 'none', records: [] },
    'Makes a backup now. Refuses with the cause where that fails; what was there before stays.',
    z.strictObject({}),
    z.object({ backup: backupSchema }),
  ),
  remove: job(
    { effect: 'none', records: [] },
    'Makes a backup now, and removes these older ones, which may contain what was removed from the site. None is removed where the new one fails. Refuses with `backups.not-removable` for one that is not `isRemovable`.',
    z.strictObject({ ids: z.array(backupIdSchema).min(1).max(1000) }),
    z.object({ backup: backupSchema, removed: z.int() }),
  ),
  plan: job(
    { effect: 'none', records: [] },
    'Looks at all of a backup, as `restore` does, and says what changes when it takes the place of the own site. Changes nothing.',
    z.strictObject({ id: backupIdSchema }),
    z.object({ plan: replacementPlanSchema }),
  ),
  restore: job(
    { effect: 'change', records: ['restore-backup'] },
    'Puts a backup in the place of the own site, which is kept as a backup first, also where it is damaged. All or nothing. Passwords are those of the backup: they open with the same keychain, or the passphrase of then. No mail goes out until a person resumes it.',
    z.strictObject({
      id: backupIdSchema,
      expect: z.int().optional().meta({
        description:
          'How many operations the present site has by the plan; refuses with `plan.moved` where something was done since',
      }),
    }),
    z.object({
      operationId: operationIdSchema,
      site: siteSchema,
      kept: z.string().nullable().meta({
        description: 'The name of the backup of the state before; null where there was nothing to keep',
      }),
    }),
  ),
  setFolder: mutation(
    { effect: 'none', records: [] },
    'Chooses the folder for backups; null for the one of the site. Backups in the folder before stay there and in the list.',
    z.strictObject({ folder: fileTokenSchema.nullable() }),
    backupListSchema,
  ),
  show: mutation(
    { effect: 'none', records: [] },
    'Lets the desktop show a backup, or with null the folder, in its file manager. In a browser `save` does instead.',
    z.strictObject({ id: backupIdSchema.nullable() }),
    z.object({}),
  ),
  save: job(
    { effect: 'none', records: [] },
    'Copies a backup into a file, as it is, with its sealed passwords.',
    z.strictObject({ id: backupIdSchema, file: fileTokenSchema }),
    z.object({ bytes: z.int() }),
  ),
}
