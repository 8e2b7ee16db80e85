import { z } from 'zod'
import { missingSchema } from '../domain/commerce/completeness.ts'
import { linkRefusalSchema } from '../domain/commerce/link-refusal.ts'
import { problemCodeSchema } from '../domain/commerce/problem-codes.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { answerCodeSchema, answerPairSchema } from '../domain/payments/answer-codes.ts'
import { codeRefusalSchema } from '../domain/payments/promo-check.ts'
import { cardSchema } from '../domain/commerce/cards.ts'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { templateProblemSchema } from '../domain/mail/template.ts'
import { variableSchema } from '../domain/mail/variables.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { differenceSchema, fieldValueSchema } from './field-values.ts'
import { paymentStateSchema, payWithSchema } from './payments.ts'
import { sealSchema } from './seal.ts'
import { orderColumnNameSchema } from './order-columns.ts'
import { databaseObstacleSchema } from './database-obstacles.ts'
import { fileReasonSchema, storagePlaceSchema, storageReasonSchema } from './storage-reasons.ts'

/** Why the backend could not start, where that is nothing about the site. */
export const startFailureSchema = z.enum([
  /** A bug of ours. */
  'error',
  /** Files of the program are missing, or are not what they should be. */
  'program-files',
  /** Too little memory, or too many open files or processes. */
  'resources',
  /** The system, or somebody, ended it. */
  'ended',
])
export type StartFailure = z.output<typeof startFailureSchema>

/** What is wrong with what names the site's database. */
export const databaseProblemSchema = z.enum([
  /** It is no address of PostgreSQL. */
  'not-an-address',
  'no-user',
  'no-password',
  'no-database',
  /** Something follows `?` in it that is neither `sslmode` nor `sslrootcert`. */
  'unknown-parameter',
  /** `sslmode` is neither `verify-full` nor `disable`. */
  'unknown-tls',
  /** Without TLS, passwords and data could be read on the way to another computer. */
  'tls-needed',
  /** The file of `sslrootcert` cannot be read, or has no certificate. */
  'no-certificate',
  /** The file `database.json` of the data folder is not as the program writes it. */
  'bad-choice',
])
export type DatabaseProblem = z.output<typeof databaseProblemSchema>

/** A row of a database that the program would not write so. */
export const badRowSchema = z.object({
  table: z.string(),
  row: z.int().meta({
    description: 'Counted from 1, in the order of the key; 0 where the table itself lacks something',
  }),
  column: z.string().nullable().meta({ description: 'Null where the row does not fit the others' }),
})
export type BadRow = z.output<typeof badRowSchema>

/**
 * Every way a call can fail. The window switches on `code`; `wording/error-texts.*.ts` turns code and details into a
 * sentence in each language. Details never hold a stack, a secret or a path.
 */
export const errorDetails = {
  /** The input does not have the contract's shape. */
  'input.invalid': z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  'method.unknown': z.object({ method: z.string() }),
  /** A bug of ours. The log has the rest, under `reference`. */
  internal: z.object({
    reference: z.string(),
    stored: z
      .enum(['nothing', 'something', 'unclear'])
      .optional()
      .meta({ description: 'Of a call that changes something: whether the change is stored all the same' }),
  }),
  /** The backend was away, or stopped before it answered a call that changes nothing. Call again. */
  'backend.restarting': z.object({}),
  /** The backend stopped before it answered: the change may be stored. `history.request` says so by the request id. */
  'backend.outcome-unknown': z.object({ method: z.string(), requestId: z.string() }),
  'backend.shutting-down': z.object({}),
  /** Of the browser host: neither the token nor the cookie is one of this start. */
  'session.unknown': z.object({}),
  /** The backend could not start, twice in a row. The log has more, under `reference`. */
  'backend.start-failed': z.object({
    cause: startFailureSchema,
    detail: z
      .string()
      .meta({ description: 'For whoever looks after the program: an error, or how the process ended' }),
    reference: z.string(),
  }),

  /** What names the site's database at the start is wrong; `found` is the word that is. */
  'database.wrong-setting': z.object({ problem: databaseProblemSchema, found: z.string() }),

  /** The chosen database needs a password, and none is kept that could be opened, or is in the environment. */
  'database.no-password': z.object({}),
  /** The user of the site’s database may read it, and not change it. */
  'database.read-only-user': z.object({}),
  /** The site is of an earlier version, and the user of its database may not bring it to this one. */
  'database.older-site': z.object({}),

  /** The site cannot be in this database, or not as it was entered. */
  'storagePlace.refused': z.object({ obstacle: databaseObstacleSchema }),
  /** The database holds something else than a moment ago. */
  'storagePlace.moved': z.object({}),
  /** The environment names the database. */
  'storagePlace.by-environment': z.object({}),
  'storagePlace.sample-open': z.object({}),
  /** Passwords are sealed by the keychain of this computer, which the others cannot use. */
  'storagePlace.passphrase-needed': z.object({ passwords: z.int() }),

  /** The environment names the person. */
  'author.by-environment': z.object({}),

  'job.unknown': z.object({ jobId: z.string() }),
  'job.cancelled': z.object({}),

  'file.unknown': z.object({}),
  'file.unreadable': z.object({ name: z.string() }),
  'file.unwritable': z.object({ name: z.string(), reason: fileReasonSchema }),
  'file.empty': z.object({ name: z.string() }),
  'file.too-large': z.object({ name: z.string(), bytes: z.int(), limit: z.int() }),
  /** The content is not what the name says, or nothing that can be read: `found` names what it looks like. */
  'file.wrong-type': z.object({ name: z.string(), found: z.string() }),
  'file.password-protected': z.object({ name: z.string() }),
  /** `sheet` is the one that cannot be read, `others` those that can be chosen in its place. */
  'file.damaged': z.object({
    name: z.string(),
    sheet: z.string().optional(),
    others: z.array(z.string()).optional(),
  }),
  /** Unpacks to more than is safe to read. */
  'file.unpacks-too-large': z.object({ name: z.string(), limit: z.int() }),
  'file.too-many-columns': z.object({ name: z.string(), columns: z.int(), limit: z.int() }),
  'file.too-many-rows': z.object({ name: z.string(), limit: z.int() }),
  'file.took-too-long': z.object({ name: z.string(), seconds: z.int() }),
  /** `others` are the sheets with addresses, all of them hidden; `formulas` the rows with formulas that have no result yet. */
  'file.no-addresses': z.object({
    name: z.string(),
    rows: z.int(),
    others: z.array(z.string()).optional(),
    formulas: z.int().optional(),
  }),

  'recipients.import-unknown': z.object({}),
  'recipients.row-unknown': z.object({ row: z.int() }),
  /** It is not clear which column has the addresses, and nobody has said. */
  'recipients.column-unclear': z.object({}),
  'recipients.over-limit': z.object({
    count: z.int(),
    limit: z.int(),
    row: z.int().meta({ description: 'The row of the first recipient over the limit' }),
    email: z.string(),
  }),

  /** The creation breaks a rule; `promo.plan` says which. */
  'promo.refused': z.object({ problems: z.array(z.string()) }),
  /** What the plan counted is no longer so. */
  'plan.moved': z.object({
    planned: z.int(),
    now: z.int(),
    of: z
      .enum(['codes', 'messages', 'person', 'persons', 'operations', 'orders'])
      .optional()
      .meta({ description: 'What is counted; codes where it is left out' }),
  }),
  'file.no-codes': z.object({ name: z.string(), rows: z.int() }),
  'promo.unknown-batch': z.object({ batch: z.int() }),
  'promo.nothing-to-change': z.object({ left: z.int() }),

  'report.unknown-result-set': z.object({}),
  'report.position-outside': z.object({ count: z.int() }),
  /** An .xlsx sheet ends at 1,048,576 rows. */
  'report.too-many-rows': z.object({ rows: z.int(), limit: z.int() }),

  /** The pasted list was kept for a while only. */
  'report.unknown-list': z.object({}),
  'report.list-too-long': z.object({ values: z.int(), limit: z.int() }),
  'report.unknown-code': z.object({ id: z.int() }),

  /** The form is of another site than the one that is open. */
  'drafts.other-site': z.object({}),
  /** Another draft is kept than the one that was read before. */
  'drafts.changed-meanwhile': z.object({ savedAt: instantSchema }),

  'views.unknown': z.object({}),
  'views.name-taken': z.object({ name: z.string() }),

  'history.unknown-operation': z.object({ operationId: z.int() }),
  'history.already-undone': z.object({ operationId: z.int() }),
  /** Another person did it, whose name the history has, and `alsoOthers` does not say that this is meant. */
  'history.of-somebody-else': z.object({ operationId: z.int(), author: z.string() }),
  'history.not-undoable': z.object({ operationId: z.int() }),
  'history.codes-used': z.object({ count: z.int(), examples: z.array(z.string()) }),
  'history.changed-since': z.object({
    count: z.int(),
    examples: z.array(z.string()),
    operationId: z
      .int()
      .optional()
      .meta({ description: 'The last operation that changed any of them, where one is known' }),
  }),
  /** Undoing a creation that was undone would bring back a code that another one has taken since. */
  'history.code-taken': z.object({ code: z.string() }),

  'storage.newer': z.object({ found: z.int(), known: z.int() }),
  'storage.migration-failed': z.object({ migration: z.string(), backup: z.string() }),
  'storage.damaged': z.object({}),
  'storage.locked': z.object({}),
  /** The database is gone, but not its backups: nothing is made in its place. */
  'storage.missing': z.object({
    found: z
      .enum(['nothing', 'empty'])
      .optional()
      .meta({ description: 'What is in its place; nothing where it is left out' }),
  }),
  /** The system does not let the files of a folder be read or written. */
  'storage.unavailable': z.object({ reason: storageReasonSchema, place: storagePlaceSchema }),
  'storage.full': z.object({
    place: storagePlaceSchema.optional().meta({ description: 'Whose disk is full, where that is known' }),
  }),
  /** The database was deleted, moved or replaced by another program while the site was open. */
  'storage.gone': z.object({}),
  /** The file that keeps two programs from one site is damaged, and could not be replaced. */
  'storage.lock-damaged': z.object({}),
  /** The site was found damaged: it is read where it can be, and nothing in it is changed. */
  'site.read-only': z.object({}),
  /** The own site is in a database of a server, and has no files of its own. */
  'site.in-database': z.object({}),
  /** Nothing is wrong with the own site that is known of. */
  'recovery.nothing-to-rescue': z.object({}),
  'site.time-zone-unknown': z.object({ timeZone: z.string() }),

  /** Somebody saved since `base`. `both`: the person chooses; `mine` and `theirs` do not conflict. */
  'commerce.changed-meanwhile': z.object({
    revision: z.int().meta({ description: 'The newest, to be sent as `base` once the person has chosen' }),
    at: instantSchema.nullable(),
    both: z
      .array(z.object({ key: z.string(), theirs: fieldValueSchema, mine: fieldValueSchema }))
      .meta({ description: 'A password, `password.payflow-pro`, has no values to show' }),
    theirs: z.array(differenceSchema),
    mine: z.array(differenceSchema),
  }),
  /** `mode` is `test` where a test transaction asks; publishing asks for production. A provider may call its password otherwise. */
  'commerce.incomplete': z.object({
    missing: z.array(missingSchema),
    provider: providerIdSchema.nullable(),
    mode: modeSchema.optional(),
  }),
  'commerce.refused': z.object({ problems: z.array(z.object({ key: z.string(), code: problemCodeSchema })) }),
  /** The settings, or what links the services, changed since the plan was made. */
  'commerce.plan-moved': z.object({}),
  /** The service is in `mode`, where this cannot be done. */
  'commerce.other-mode': z.object({ mode: modeSchema }),
  /** Enabling the second service: both have settings, and neither side keeps all of them, so `keep` has to say whose apply. */
  'commerce.link-choice': z.object({}),
  /** Enabling the second service cannot give both the settings of `keep`. */
  'commerce.link-refused': z.object({ keep: serviceSchema, reason: linkRefusalSchema }),
  'commerce.revision-unknown': z.object({ revision: z.int() }),
  'commerce.no-account-to-grant': z.object({}),
  /** What is to be undone was followed by another change. */
  'commerce.changed-since': z.object({}),

  /** The price is not what the buyer saw any more. */
  'payments.price-moved': z.object({
    expected: z.int(),
    now: z.int(),
    currency: paymentCurrencySchema,
  }),
  'payments.code-refused': z.object({ code: z.string(), refusal: codeRefusalSchema }),
  /** The provider or account type does not take payment this way. */
  'payments.way-not-offered': z.object({ with: payWithSchema }),
  'payments.card-not-offered': z.object({ brand: cardSchema }),
  'payments.unknown': z.object({ id: z.int() }),
  /** There is nothing to give back, or it is given back already. */
  'payments.not-reversible': z.object({ id: z.int(), state: paymentStateSchema }),

  /** The order was reported before, with another code, item or price. */
  'redemptions.other-order': z.object({ order: z.string(), code: z.string() }),
  /** The use of the order’s code was given back, and is not taken again. */
  'redemptions.given-back': z.object({ order: z.string() }),
  'redemptions.order-unknown': z.object({ order: z.string() }),
  'redemptions.import-unknown': z.object({}),
  /** It is not clear which columns have these, and nobody has said. */
  'redemptions.columns-missing': z.object({ columns: z.array(orderColumnNameSchema) }),
  'redemptions.nothing-new': z.object({}),

  'handover.not-published': z.object({ service: serviceSchema }),
  /** It is no public key of age. */
  'handover.bad-key': z.object({}),
  /** The key is not the one whose fingerprint was compared. */
  'handover.other-key': z.object({}),
  'handover.no-secrets': z.object({}),

  /** The site has no API account of its own at PayPal for this mode. */
  'paypal.no-caller': z.object({ mode: modeSchema }),
  /** PayPal said no, or could not be asked; nothing was changed there. */
  'paypal.refused': z.object({
    code: answerCodeSchema,
    pairs: z.array(answerPairSchema).meta({ description: 'PayPal’s own answer, where there was one' }),
  }),
  /** The request for a permission was given up, or has ended. */
  'paypal.unknown-grant': z.object({}),

  /** Each problem has its place in the template. */
  'mail.template-refused': z.object({ problems: z.array(templateProblemSchema) }),
  /** The template refers to what the site has no value for. */
  'mail.value-missing': z.object({
    missing: z.array(z.object({ service: serviceSchema, variable: variableSchema })),
  }),
  'mail.unknown-message': z.object({ id: z.int() }),
  /** None of the messages is in a state where this can be done. */
  'mail.nothing-to-do': z.object({}),
  'mail.too-many-files': z.object({ messages: z.int(), limit: z.int() }),
  /** What was written to files is not known any more. */
  'mail.unknown-hand-over': z.object({}),

  /** Messages to the person are being sent, or payments are not settled: they would bring the data back. */
  'privacy.under-way': z.object({ messages: z.int(), payments: z.int() }),
  /** Nothing is stored about the person. */
  'privacy.nothing-found': z.object({}),

  /** No keychain, and no passphrase chosen: there is nothing to seal a password with. */
  'secrets.unprotected': z.object({}),
  'secrets.locked': z.object({ seal: sealSchema }),
  'secrets.other-target': z.object({}),
  'secrets.wrong-passphrase': z.object({}),
  'secrets.has-passphrase': z.object({}),
  'secrets.no-passphrase': z.object({}),
  'secrets.keychain-unavailable': z.object({}),
  'secrets.count-moved': z.object({ planned: z.int(), now: z.int() }),

  'siteFile.not-a-site': z.object({ name: z.string() }),
  'siteFile.damaged': z.object({ name: z.string(), at: badRowSchema.optional() }),
  'siteFile.newer': z.object({ name: z.string(), found: z.int(), known: z.int() }),
  'siteFile.sample-open': z.object({}),

  'backups.unknown': z.object({}),
  /** `backup` is the name of its file. */
  'backups.damaged': z.object({ backup: z.string(), at: badRowSchema.optional() }),
  'backups.newer': z.object({ backup: z.string(), found: z.int(), known: z.int() }),
  'backups.unreadable': z.object({ backup: z.string() }),
  /** Others who use the database that the site is in have other keychains. */
  'backups.sealed-by-keychain': z.object({ passwords: z.int() }),
  'backups.not-removable': z.object({ backup: z.string() }),
  /** The folder that was chosen for backups. `forgotten`: the note of which it is could not be read. */
  'backups.folder-unusable': z.object({
    reason: z.enum([...fileReasonSchema.options, 'forgotten']),
  }),
  'backups.sample-open': z.object({}),
  /** Only the desktop has a file manager. */
  'backups.not-shown': z.object({}),
} as const

export type ErrorCode = keyof typeof errorDetails
export type ErrorDetails<C extends ErrorCode> = z.output<(typeof errorDetails)[C]>
export const ERROR_CODES = Object.keys(errorDetails) as ErrorCode[]

/** An error as it crosses the border: a plain object, since a structured clone drops what a class adds. */
export type ApiError = { [C in ErrorCode]: { code: C; message: string; details: ErrorDetails<C> } }[ErrorCode]

export const apiErrorSchema = z
  .object({
    code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    details: z.unknown(),
  })
  .transform((value, context): ApiError => {
    const details = errorDetails[value.code].safeParse(value.details)
    if (!details.success) context.addIssue({ code: 'custom', message: 'details do not fit the code' })
    return { ...value, details: details.data } as ApiError
  })
