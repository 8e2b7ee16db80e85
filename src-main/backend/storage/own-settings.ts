import { z } from 'zod'
import { heldReasonSchema } from '#shared/domain/mail/message-states.ts'
import { testTargetSchema } from '#shared/domain/payments/answer-codes.ts'

/**
 * What the program itself keeps among the settings, besides those that a person knows of (`contract/site-settings.ts`), by
 * the name it is kept under, and as it is written. Only these go with a site into another folder: what else lies there is
 * of no use elsewhere, or of nobody knows whom.
 */
export const OWN_SETTINGS = {
  'mail.paused': z.enum(['yes', 'no']),
  'mail.held': z.enum(['', ...heldReasonSchema.options]),
  'mail.followed': z.literal('yes'),
  'paypal.testTarget': testTargetSchema,
  /** The last number that was given to an erased person. */
  erasedPersons: z.string().regex(/^\d{1,9}$/),
  /** While the file still has what was erased in its unused space. */
  rewritePending: z.literal('yes'),
} as const satisfies Record<string, z.ZodType<string>>
export type OwnSetting = keyof typeof OWN_SETTINGS
