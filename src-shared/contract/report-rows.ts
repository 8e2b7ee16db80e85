import { z } from 'zod'
import { typedCodeSchema } from '../domain/code-schema.ts'
import { ofEachText } from '../domain/creation.ts'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { discountSchema } from '../domain/discount.ts'
import { codeMailSchema, messageStateSchema } from '../domain/mail/message-states.ts'
import { STATUSES } from '../domain/promo-code.ts'
import { appliesToSchema, serviceSchema } from '../domain/service-schemas.ts'

export const statusSchema = z.enum(STATUSES)

/** The farthest day from today that a report asks for: a hundred years. */
export const MAX_RELATIVE_DAYS = 36_525
const relativeDays = z.int().min(-MAX_RELATIVE_DAYS).max(MAX_RELATIVE_DAYS).optional()

const between = z.strictObject({
  from: isoDateSchema.optional(),
  to: isoDateSchema.optional(),
  fromDays: relativeDays.meta({
    description:
      'In place of `from`: so many days after the site’s today, as it is when the report is opened',
  }),
  toDays: relativeDays,
})

/** The parameters of the report (SPEC 6.1). What is left out does not narrow. Texts match anywhere, any case. */
export const filterSchema = z.strictObject({
  text: z.string().max(200).optional().meta({ description: 'In code, recipient name, e-mail or note' }),
  code: typedCodeSchema.optional(),
  recipient: z.string().max(200).optional(),
  email: z.string().max(320).optional(),
  note: z.string().max(200).optional(),
  service: serviceSchema.optional(),
  status: z.array(statusSchema).min(1).max(STATUSES.length).optional(),
  discount: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('percent'), hundredths: z.int().optional() }),
      z.strictObject({
        kind: z.literal('amount'),
        minor: z.int().optional(),
        currency: z.enum(['USD', 'CAD', 'GBP']).optional(),
      }),
    ])
    .optional(),
  usage: z.enum(['unused', 'used', 'once', 'times', 'unlimited']).optional(),
  batch: z.int().optional().meta({ description: 'A batch’s number' }),
  created: between.optional().meta({ description: 'Days in the site’s time zone' }),
  validFrom: between.optional().meta({ description: 'Only codes that have such a day' }),
  expires: between.optional(),
  redeemed: between
    .optional()
    .meta({ description: 'Days in the site’s time zone; a use that was given back is none' }),
  message: z
    .array(codeMailSchema)
    .min(1)
    .max(codeMailSchema.options.length)
    .optional()
    .meta({ description: 'What happened to the message with the code' }),
  list: z.string().optional().meta({ description: 'Only the codes of a list, a token of `report.keepList`' }),
})
export type Filter = z.output<typeof filterSchema>
/** Days that a report is narrowed to. */
export type DaySpan = NonNullable<Filter['expires']>

export const reportRowSchema = z.object({
  id: z.int(),
  code: z.string(),
  service: serviceSchema,
  recipient: z.string(),
  email: z.string(),
  discount: discountSchema,
  used: z.int(),
  limit: z.int().nullable().meta({ description: 'Null for unlimited' }),
  appliesTo: appliesToSchema,
  batch: z.int(),
  ...ofEachText(() => z.string()),
  created: instantSchema,
  createdDay: isoDateSchema.meta({ description: 'In the site’s time zone' }),
  validFrom: isoDateSchema.nullable().meta({ description: 'Null where it is valid from the beginning' }),
  expires: isoDateSchema,
  status: statusSchema,
  message: z
    .object({
      id: z.int(),
      state: messageStateSchema,
      email: z.string().meta({ description: 'Where it went, or is to go' }),
      elsewhere: z.boolean().meta({ description: 'That is another address than the code has now' }),
      at: instantSchema.meta({ description: 'When it came to be so' }),
      day: isoDateSchema.meta({ description: 'In the site’s time zone' }),
    })
    .nullable()
    .meta({
      description:
        'The message that brought the code, or is to: the newest to the address that the code has now, or else the newest; a cancelled one only where there is no other',
    }),
})
export type ReportRow = z.output<typeof reportRowSchema>
