import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { isAddress } from '../domain/email-address.ts'
import {
  heldReasonSchema,
  mailProblemSchema,
  MESSAGE_STATES,
  messageStateSchema,
} from '../domain/mail/message-states.ts'
import { TEMPLATE_LIMITS, templateProblemSchema } from '../domain/mail/template.ts'
import { variableSchema } from '../domain/mail/variables.ts'
import { serviceSchema } from '../domain/service-schemas.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { job, mutation, query } from './method.ts'
import { operationIdSchema, withOperationId } from './operation-id.ts'
import { pickedSchema } from './promo.ts'
import { secretFields } from './secret-fields.ts'

export const addressSchema = z.string().max(254).refine(isAddress, 'an e-mail address')

/** Where a template belongs: one for each service and language. */
const place = { service: serviceSchema, language: languageSchema }
/** Longer than the limits, so that what is too long is said at its place and not lost. */
const content = {
  subject: z.string().max(10 * TEMPLATE_LIMITS.subject),
  text: z.string().max(2 * TEMPLATE_LIMITS.text),
}

export const mailTemplateSchema = z.object({
  ...place,
  ...content,
  isDefault: z.boolean().meta({ description: 'Nobody has worded it otherwise' }),
  changedAt: instantSchema.nullable(),
})
export type MailTemplate = z.output<typeof mailTemplateSchema>

/** Whose message a preview shows. Without `resultSet` it is looked for in the whole site. */
export const previewForSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code'), id: z.int() }),
  z.strictObject({ kind: z.literal('longest-name'), resultSet: z.string().optional() }),
  z
    .strictObject({ kind: z.literal('no-name'), resultSet: z.string().optional() })
    .meta({ description: 'One whose name is the part before @' }),
  z
    .strictObject({ kind: z.literal('several-codes') })
    .meta({ description: 'A made-up recipient of three codes, to see the table' }),
])
export type PreviewFor = z.output<typeof previewForSchema>

const pictureSchema = z
  .object({ id: z.string().meta({ description: 'Its Content-ID' }), link: z.string() })
  .nullable()
  .meta({ description: 'The QR code that the HTML part shows: which address it has' })

export const mailPreviewSchema = z.object({
  problems: z.array(templateProblemSchema).meta({ description: 'Where there are any, the rest is empty' }),
  madeUp: z.boolean().meta({ description: 'The site has no such recipient, so one was made up' }),
  codeId: z.int().nullable(),
  codes: z.int().meta({ description: 'Codes in the message' }),
  from: z.string().meta({ description: 'As a mail program shows it; empty before the settings are made' }),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z
    .string()
    .meta({ description: 'A whole document without scripts, to be shown in a sandboxed frame' }),
  picture: pictureSchema,
  attachment: z.string().nullable().meta({ description: 'The name of the attached file' }),
  empty: z
    .array(variableSchema)
    .meta({ description: 'Variables of the template that the site has no value for' }),
})
export type MailPreview = z.output<typeof mailPreviewSchema>

export const mailLeaveReasonSchema = z.enum([
  'already-sent',
  'already-queued',
  'failed',
  'uncertain',
  'deleted',
  'expired',
  'used-up',
  'erased',
  'no-recipient',
])
export type MailLeaveReason = z.output<typeof mailLeaveReasonSchema>

/** So many messages of a plan can be previewed. */
export const FIRST_MESSAGES = 20

export const queuePlanSchema = z.object({
  selected: z.int().meta({ description: 'Codes picked' }),
  messages: z.int().meta({ description: 'One for each recipient and batch' }),
  codes: z.int().meta({
    description: 'Codes in them: all usable ones of each recipient and batch, also those not picked',
  }),
  several: z.int().meta({ description: 'Messages with more than one code' }),
  now: z.int().meta({
    description:
      'Messages that go out as soon as they are queued: all of them, or 0 while the outbox is paused, held or stopped, or has no server',
  }),
  inTest: z.array(serviceSchema).meta({ description: 'Services of these messages that are in Test' }),
  skipped: z
    .array(
      z.object({
        reason: mailLeaveReasonSchema,
        count: z.int().meta({ description: 'Picked codes' }),
        examples: z.array(z.string()).meta({ description: 'At most 10 codes' }),
      }),
    )
    .meta({ description: 'What of the picked codes makes no message, and why' }),
  first: z
    .array(z.object({ service: serviceSchema, code: z.int() }))
    .max(FIRST_MESSAGES)
    .meta({ description: 'A code of each of the first messages, for `preview`' }),
  missing: z
    .array(z.object({ service: serviceSchema, variable: variableSchema }))
    .meta({ description: 'Values that the template needs and the site has not: nothing can be queued' }),
})
export type QueuePlan = z.output<typeof queuePlanSchema>

export const mailCountsSchema = z.object({
  queued: z.int(),
  sending: z.int(),
  sent: z.int(),
  failed: z.int(),
  uncertain: z.int(),
  cancelled: z.int(),
})
export type MailCounts = z.output<typeof mailCountsSchema>

export const outboxStatusSchema = z.object({
  doing: z.enum(['idle', 'sending', 'paused', 'waiting', 'stopped', 'held']).meta({
    description:
      '`waiting` tries again by itself at `nextTry`; `stopped` needs a person; `held` waits for a person’s approval by `resume`',
  }),
  problem: mailProblemSchema.nullable().meta({ description: 'Why it waits or stopped' }),
  answer: z.string().meta({ description: 'The server’s own words, or empty' }),
  nextTry: instantSchema.nullable(),
  progress: z
    .object({ done: z.int(), total: z.int() })
    .nullable()
    .meta({ description: 'Of what is being sent now; null while nothing waits' }),
  held: heldReasonSchema.nullable().meta({ description: 'Why it is held' }),
  inTest: z.array(serviceSchema).meta({
    description:
      'Services in Test that messages in the queue are of, where `resume` would send them; empty while sending',
  }),
})
export type OutboxStatus = z.output<typeof outboxStatusSchema>

export const outboxMessageSchema = z.object({
  id: z.int(),
  service: serviceSchema,
  language: languageSchema,
  batch: z.int(),
  batchName: z.string(),
  name: z.string(),
  email: z.string(),
  subject: z.string(),
  codes: z.int(),
  state: messageStateSchema,
  queuedAt: instantSchema,
  at: instantSchema.meta({ description: 'When it came to be so' }),
  tries: z.int(),
  nextTry: instantSchema.nullable().meta({ description: 'Of one that a temporary error put back' }),
  problem: mailProblemSchema.nullable(),
  answer: z.string().meta({ description: 'The server’s own words, or empty' }),
  resendOf: z.int().nullable(),
  resent: z.boolean().meta({ description: 'There is a later message to the same recipient in its place' }),
})
export type OutboxMessage = z.output<typeof outboxMessageSchema>

export const mailAttemptSchema = z.object({
  number: z.int(),
  at: instantSchema,
  end: z.enum(['under-way', 'sent', 'temporary', 'refused', 'lost']),
  endedAt: instantSchema.nullable(),
  problem: mailProblemSchema.nullable(),
  answer: z.string(),
  email: z.string().nullable().meta({ description: 'Where it went; null where that was not kept' }),
})
export type MailAttempt = z.output<typeof mailAttemptSchema>

export const securitySchema = z
  .enum(['starttls', 'tls', 'none'])
  .meta({ description: '`none` is for a server on this machine only' })
export type MailSecurity = z.output<typeof securitySchema>

const connectionFields = {
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  security: securitySchema,
  userName: z.string().trim().max(254).meta({ description: 'Empty for a server without login' }),
}
const senderFields = {
  senderName: z.string().trim().max(127),
  senderAddress: addressSchema,
  replyTo: z.union([z.literal(''), addressSchema]),
}

/** The default is what the strictest of the large providers allows. */
export const PER_MINUTE = { min: 1, max: 6000, default: 30 } as const

export const mailSettingsSchema = z.object({
  ...connectionFields,
  ...senderFields,
  perMinute: z.int().nullable().meta({ description: 'The most messages a minute; null for no limit' }),
  passwordSet: z.boolean(),
})
export type MailSettings = z.output<typeof mailSettingsSchema>

/**
 * `null` takes the password away. Left out, the stored one is used, and stays, where host, port, security and user name
 * are those that it was stored for; for another connection there is none.
 */
const passwordField = secretFields({ password: z.string().min(1).max(255).nullable().optional() })

export const mailCheckSchema = z.object({
  good: z.boolean(),
  problem: mailProblemSchema.nullable(),
  answer: z.string().meta({ description: 'The server’s own words, or empty' }),
})
export type MailCheck = z.output<typeof mailCheckSchema>

const changedSchema = z.object({ operationId: z.int(), changed: z.int() })
const idsSchema = z.array(z.int()).min(1).max(10_000)
/** Messages by number, or all that are in a state. */
const whichSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ids'), ids: idsSchema }),
  z.strictObject({ kind: z.literal('all'), state: messageStateSchema }),
])
export type WhichMessages = z.output<typeof whichSchema>

const againSchema = z
  .boolean()
  .optional()
  .meta({ description: 'Recipients whose message was sent or failed get another one' })

/** Codes on their way to their recipients (SPEC 8). */
export const mail = {
  templates: query(
    'The templates of every service and language.',
    z.strictObject({}),
    z.array(mailTemplateSchema),
  ),
  saveTemplate: mutation(
    { effect: 'change', records: ['save-template'] },
    'Saves a template as one operation. Refuses with `mail.template-refused`, naming each problem and its place. Without `content` the default comes back.',
    z.strictObject({ ...place, content: z.strictObject(content).nullable() }),
    withOperationId(mailTemplateSchema),
  ),
  preview: query(
    'The message as a recipient would get it. `content` previews what is not saved yet.',
    z.strictObject({ ...place, content: z.strictObject(content).optional(), for: previewForSchema }),
    mailPreviewSchema,
  ),
  planQueue: query(
    'What queueing messages for the picked codes would do, without doing it.',
    z.strictObject({ picked: pickedSchema, language: languageSchema, again: againSchema }),
    queuePlanSchema,
  ),
  queue: job(
    { effect: 'change', records: ['queue-messages'] },
    'Puts one message for each recipient and batch into the outbox, as one transaction and one operation. `expect` is what the plan counted; with `now`, also how many it said go out at once.',
    z.strictObject({
      picked: pickedSchema,
      language: languageSchema,
      again: againSchema,
      expect: z.strictObject({ messages: z.int(), codes: z.int(), now: z.int().optional() }),
    }),
    z.object({ operationId: z.int(), messages: z.int(), codes: z.int() }),
  ),
  status: query(
    'How many messages there are in each state, and what the outbox is doing.',
    z.strictObject({}),
    z.object({ counts: mailCountsSchema, status: outboxStatusSchema }),
  ),
  outbox: query(
    'A page of messages, the newest first.',
    z.strictObject({
      states: z.array(messageStateSchema).min(1).max(MESSAGE_STATES.length).optional(),
      text: z.string().max(200).optional().meta({ description: 'In recipient name or address' }),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({
      counts: mailCountsSchema,
      status: outboxStatusSchema,
      total: z.int().meta({ description: 'Messages of these states and with this text' }),
      messages: z.array(outboxMessageSchema),
    }),
  ),
  message: query(
    'One message: what it says, its codes and its attempts.',
    z.strictObject({ id: z.int() }),
    z.object({
      message: outboxMessageSchema,
      from: z.string(),
      to: z.string(),
      messageId: z.string(),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      picture: pictureSchema,
      attachment: z.string().nullable(),
      codes: z.array(z.object({ id: z.int(), code: z.string() })).meta({ description: 'At most 1,000' }),
      attempts: z.array(mailAttemptSchema).meta({ description: 'The newest first' }),
    }),
  ),
  pause: mutation(
    { effect: 'change', records: [] },
    'Sends nothing more until `resume`; what is on its way arrives.',
    z.strictObject({}),
    outboxStatusSchema,
  ),
  resume: mutation(
    { effect: 'change', records: [] },
    'A person’s approval of sending what is queued, also after `pause`: all of it is tried at once. `expect` is how many messages the person was shown to go out; refuses with `plan.moved` where there are more or fewer.',
    z.strictObject({ expect: z.strictObject({ messages: z.int() }).optional() }),
    outboxStatusSchema,
  ),
  cancel: mutation(
    { effect: 'change', records: ['cancel-messages'] },
    'Takes messages that wait out of the outbox, as one operation; others stay as they are.',
    z.strictObject({ which: whichSchema }),
    changedSchema,
  ),
  resend: mutation(
    { effect: 'change', records: ['resend-messages'] },
    'Queues messages that were sent, failed or cancelled once more: new messages with the codes as they are now, as one operation. In Test the outbox is held then. Refuses with `mail.nothing-to-do` where none can be.',
    z.strictObject({ ids: idsSchema }),
    changedSchema,
  ),
  settle: mutation(
    { effect: 'change', records: ['resolve-messages'] },
    'A person’s word on uncertain messages: they arrived, or they are to be sent again; in Test the outbox is held then. One operation.',
    z.strictObject({ which: whichSchema, arrived: z.boolean() }),
    changedSchema,
  ),
  settings: query(
    'The connection to the mail server; null before it is made. Never the password.',
    z.strictObject({}),
    mailSettingsSchema.nullable(),
  ),
  saveSettings: mutation(
    { effect: 'change', records: ['set-mail-settings'] },
    'Saves the connection as one operation. The password goes into the secret box; one that was stored for another connection is dropped. What is queued is held until `resume`, unless only the pace changes.',
    z.strictObject({
      ...connectionFields,
      ...senderFields,
      perMinute: z.int().min(PER_MINUTE.min).max(PER_MINUTE.max).nullable(),
      ...passwordField,
    }),
    withOperationId(mailSettingsSchema),
  ),
  check: job(
    { effect: 'none', records: [] },
    'Connects, secures the line and logs in, without sending. What is typed is tried; without `password` the stored one is used where it was stored for this connection, and `password-not-for-server` is the answer where it was not.',
    z.strictObject({ ...connectionFields, ...passwordField }),
    mailCheckSchema,
  ),
  sendTest: job(
    { effect: 'outside', records: [] },
    'Sends the previewed message to an address of one’s own, at once and outside the outbox.',
    z.strictObject({
      ...place,
      content: z.strictObject(content).optional(),
      for: previewForSchema,
      to: addressSchema,
    }),
    mailCheckSchema,
  ),
  saveFiles: job(
    { effect: 'steps', records: ['save-mail-files'] },
    'Writes messages to files instead of sending them: a new folder of .eml files, a .zip of them, or a mail-merge .xlsx. Pauses the outbox first, so that none is sent meanwhile. They stay queued until `markSent`.',
    z.strictObject({
      which: whichSchema,
      format: z.enum(['folder', 'zip', 'xlsx']),
      target: fileTokenSchema,
      language: languageSchema.meta({ description: 'Of the headings and file names' }),
    }),
    z.object({
      operationId: operationIdSchema,
      messages: z.int(),
      bytes: z.int(),
      handOver: z
        .string()
        .meta({ description: 'Identifies what was written, for `markSent`; good until the program ends' }),
    }),
  ),
  markSent: mutation(
    { effect: 'change', records: ['mark-sent'] },
    'A person’s word that messages were delivered in another way: those of a hand-over, or by number. One operation.',
    z.strictObject({
      which: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('hand-over'), handOver: z.string().max(64) }),
        z.strictObject({ kind: z.literal('ids'), ids: idsSchema }),
      ]),
    }),
    changedSchema,
  ),
}
