import { z } from 'zod'
import { serviceSchema } from '../domain/service-schemas.ts'
import { requestIdSchema } from '../wire.ts'
import { authorSchema } from './author.ts'
import { apiErrorSchema } from './error-codes.ts'
import { draftChangeSchema } from './drafts.ts'
import { jobEndSchema, jobIdSchema, progressSchema, waitsForSchema } from './jobs.ts'
import { mailCountsSchema, outboxStatusSchema } from './mail.ts'
import { paymentSchema } from './payments.ts'
import { recoveryStateSchema } from './recovery.ts'
import { secretsStateSchema } from './secrets.ts'
import { siteSchema } from './site.ts'
import { storedAreaSchema } from './stored-areas.ts'
import { viewSchema } from './views.ts'

/** What the backend sends to every window by itself. Named `onX`, after what happened. */
export const events = {
  'jobs.onProgress': z.object({
    jobId: jobIdSchema,
    method: z.string(),
    progress: progressSchema,
    waitsFor: waitsForSchema,
  }),
  'jobs.onEnded': z.object({ jobId: jobIdSchema, method: z.string(), end: jobEndSchema }),
  /** A call that is no job has waited for its turn to write for 300 ms, or for something else from now on; null when its turn has come. */
  'requests.onWaiting': z.object({
    requestId: requestIdSchema.nullable(),
    method: z.string(),
    waitsFor: waitsForSchema,
  }),
  /** An operation was recorded: figures and rows on screen may be old. */
  'history.onRecorded': z.object({
    operationId: z.int(),
    kind: z.string(),
    author: z.string().optional().meta({
      description: 'Of what another program stored: the name of the person who did it, where it has one',
    }),
  }),
  'site.onChanged': siteSchema,
  /** The name of the person who uses this program was set. */
  'author.onChanged': authorSchema,
  /**
   * Another program that uses the site's database stored something in these areas, or may have: what was read of them may
   * be old. Events that say more of a change come as well. At most once a second.
   */
  'site.onChangedElsewhere': z.object({ areas: z.array(storedAreaSchema) }),
  /** The own site was opened, could not be opened, or was found damaged. */
  'recovery.onChanged': recoveryStateSchema,
  'drafts.onChanged': draftChangeSchema,
  /** The saved views of the report as they are now. */
  'views.onChanged': z.array(viewSchema),
  /** Settings, mode, link, a password or a permission of these services changed; `revision` is null where it is not one alone. */
  'commerce.onChanged': z.object({ services: z.array(serviceSchema), revision: z.int().nullable() }),
  /** How an account was found, the site’s API account, or what Test talks to changed. */
  'paypal.onChanged': z.object({}),
  'secrets.onChanged': secretsStateSchema,
  /** A payment has come a step further. */
  'payments.onChanged': z.object({ id: z.int(), payment: paymentSchema }),
  /** The site’s own shop redeemed codes, or gave uses back. At most once a second. */
  'redemptions.onChanged': z.object({}),
  /** Backups were made, restored or removed, or one failed: `failure` says why. */
  'backups.onChanged': z.object({ failure: apiErrorSchema.nullable() }),
  /** The outbox moved: how many messages there are in each state, and what it is doing. At most a few times a second. */
  'mail.onChanged': z.object({ counts: mailCountsSchema, status: outboxStatusSchema }),
} as const

export type Events = { [E in keyof typeof events]: z.output<(typeof events)[E]> }
export type EventName = keyof Events
