import { z } from 'zod'
import { AFFIX, GROUP_SIZE, wholeLength } from './code-pattern.ts'
import { type PaymentCurrency, paymentCurrencySchema } from './commerce/payment-currency.ts'
import { isoDateSchema } from './date-schemas.ts'
import type { IsoDate } from './dates.ts'
import { discountSchema } from './discount.ts'
import { CODE_LENGTH, CUSTOM_CODE, MAX_CODES, MAX_USES, smallestLength, STATUSES } from './promo-code.ts'
import { appliesToSchema, serviceSchema } from './service-schemas.ts'
import { APPLIES_TO } from './services.ts'

/** How often one code can be used before it is used up. */
export const usageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({ kind: z.literal('times'), times: z.int().min(2).max(MAX_USES) }),
  z.strictObject({ kind: z.literal('unlimited') }),
])
export type Usage = z.output<typeof usageSchema>

/** The longest name of a recipient. */
export const MAX_NAME = 200

/** A promo code as it is stored, whoever made it up. */
export const codeTextSchema = z.string().min(CUSTOM_CODE.min).max(CUSTOM_CODE.max).regex(CUSTOM_CODE.pattern)

/** Whom the codes are for: one person or company typed in, a file that was read before, or nobody yet. */
export const recipientsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one'), name: z.string().max(MAX_NAME), email: z.string().max(320) }),
  z.strictObject({ kind: z.literal('file'), importId: z.string() }),
  z.strictObject({ kind: z.literal('none') }),
])

/** Codes that the system makes, so many for each recipient, or so many in all where there are none. */
export const generatedCodesSchema = z.strictObject({
  kind: z.literal('generated'),
  perRecipient: z.int().min(1).max(MAX_CODES),
  length: z
    .int()
    .min(CODE_LENGTH.min)
    .max(CODE_LENGTH.max)
    .meta({ description: 'Random characters; prefix, suffix and hyphens are not counted' }),
  prefix: z
    .string()
    .max(AFFIX.max)
    .regex(AFFIX.prefix)
    .optional()
    .meta({ description: 'A–Z, 0–9 and hyphens; begins with a letter or digit' }),
  suffix: z.string().max(AFFIX.max).regex(AFFIX.suffix).optional(),
  groupSize: z
    .int()
    .min(GROUP_SIZE.min)
    .max(GROUP_SIZE.max)
    .optional()
    .meta({ description: 'Random characters between two hyphens: 4 makes XXXX-XXXX of 8' }),
})
export type GeneratedCodes = z.output<typeof generatedCodesSchema>

/** Codes that the system makes, one of the person's own, or those that a file has. */
export const codeTypeSchema = z.discriminatedUnion('kind', [
  generatedCodesSchema,
  z.strictObject({ kind: z.literal('custom'), code: z.string().max(200) }),
  z.strictObject({
    kind: z
      .literal('own')
      .meta({ description: 'The codes of the file of the recipients, read with `ownCodes`' }),
  }),
])

/** In characters; the form cuts a file's name to it. */
export const MAX_BATCH_NAME = 120

/** In characters. */
export const MAX_NOTE = 500

/** What is written about a code for those who work with it; its recipient never sees it. */
export const noteSchema = z
  .string()
  .max(MAX_NOTE)
  .meta({ description: 'A private note, which no recipient sees; may be empty' })

/**
 * The texts that a person writes for all codes of a creation. The create form asks for each of them, and each is in the
 * rows of the report. Their length is the only rule. Scripts leave out what is optional.
 */
export const CREATION_TEXTS = {
  batchName: z
    .string()
    .max(MAX_BATCH_NAME)
    .meta({ description: 'A name to find the batch by; may be empty' }),
  note: noteSchema.optional(),
} as const satisfies Record<string, z.ZodType<string | undefined>>
export type CreationText = keyof typeof CREATION_TEXTS
export const CREATION_TEXT_NAMES = Object.keys(CREATION_TEXTS) as CreationText[]

/** Something of each of these texts, by its name. */
export const ofEachText = <Part>(part: (name: CreationText) => Part): Record<CreationText, Part> =>
  Object.fromEntries(CREATION_TEXT_NAMES.map((name) => [name, part(name)])) as Record<CreationText, Part>

/** A creation as asked for (SPEC 5). The shape is checked here, the rules by `creationProblems`. */
export const creationSchema = z.strictObject({
  service: serviceSchema,
  appliesTo: appliesToSchema,
  recipients: recipientsSchema,
  codeType: codeTypeSchema,
  usage: usageSchema,
  discount: discountSchema,
  validFrom: isoDateSchema
    .optional()
    .meta({ description: 'The first day on which the codes work; without it they work at once' }),
  expires: isoDateSchema,
  ...CREATION_TEXTS,
})
export type Creation = z.output<typeof creationSchema>

/** What a creation can be refused for, each with what the wording needs to say what would be right. */
export const creationProblemSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('applies-to-other-service') }),
  z.strictObject({ code: z.literal('expiry-passed'), today: isoDateSchema }),
  z.strictObject({ code: z.literal('valid-from-after-expiry'), expires: isoDateSchema }),
  z.strictObject({ code: z.literal('no-recipients') }),
  z.strictObject({ code: z.literal('name-missing') }),
  z.strictObject({
    code: z.literal('address-refused'),
    problem: z.string(),
    suggestion: z.string().optional(),
  }),
  z.strictObject({
    code: z.literal('length-too-small'),
    count: z.int(),
    issued: z.int().optional().meta({ description: 'Codes of the same pattern that were issued already' }),
    smallest: z.int(),
  }),
  z.strictObject({ code: z.literal('code-too-long'), length: z.int(), limit: z.int() }),
  z.strictObject({ code: z.literal('too-many-codes'), count: z.int(), limit: z.int() }),
  z.strictObject({ code: z.literal('custom-code-length'), min: z.int(), max: z.int() }),
  z.strictObject({ code: z.literal('custom-code-letters'), letters: z.string() }),
  z.strictObject({ code: z.literal('custom-code-one-recipient'), recipients: z.int() }),
  z.strictObject({
    code: z.literal('file-without-codes').meta({ description: 'It was not read for codes, or is no file' }),
  }),
  z.strictObject({
    code: z.literal('file-without-recipients').meta({ description: 'It was read for codes alone' }),
  }),
  z.strictObject({
    code: z.literal('custom-code-taken'),
    by: z.string().meta({ description: 'The recipient who has it' }),
    status: z.enum(STATUSES),
  }),
])
export type CreationProblem = z.output<typeof creationProblemSchema>

/** What a creation is made with all the same, and a person should know. */
export const creationWarningSchema = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('currency-not-sold'),
    sells: paymentCurrencySchema.meta({ description: 'The currency that the service sells in' }),
  }),
])
export type CreationWarning = z.output<typeof creationWarningSchema>

/** A fixed amount in a currency that the service does not sell in; `sells` is null while it sells in none. */
export const creationWarnings = (
  { discount }: Pick<Creation, 'discount'>,
  sells: PaymentCurrency | null,
): CreationWarning[] =>
  discount.kind === 'amount' && sells !== null && discount.currency !== sells
    ? [{ code: 'currency-not-sold', sells }]
    : []

/**
 * Everything that the rules of SPEC 5 find wrong with `creation` for `recipients` recipients, apart from what only the
 * store knows: a custom code that is taken, and how many codes of the same pattern were `issued` already. Empty means that
 * it can be made.
 */
export function creationProblems(
  creation: Creation,
  recipients: number,
  today: IsoDate,
  issued = 0,
): CreationProblem[] {
  const problems: CreationProblem[] = []
  if (!APPLIES_TO[creation.service].includes(creation.appliesTo))
    problems.push({ code: 'applies-to-other-service' })
  if (creation.expires < today) problems.push({ code: 'expiry-passed', today })
  if (creation.validFrom !== undefined && creation.validFrom > creation.expires)
    problems.push({ code: 'valid-from-after-expiry', expires: creation.expires })
  if (recipients === 0) problems.push({ code: 'no-recipients' })
  return [...problems, ...codeProblems(creation, recipients, issued)]
}

/** How many codes `creation` makes for `recipients` recipients; codes for nobody yet count as those of one. */
export function codeCount(creation: Creation, recipients: number): number {
  return creation.codeType.kind === 'generated' ? recipients * creation.codeType.perRecipient : recipients
}

function codeProblems(creation: Creation, recipients: number, issued: number): CreationProblem[] {
  const type = creation.codeType
  if (type.kind === 'custom') return [...customCodeProblems(type.code, recipients)]
  if (type.kind === 'own')
    return recipients > MAX_CODES ? [{ code: 'too-many-codes', count: recipients, limit: MAX_CODES }] : []
  const count = codeCount(creation, recipients)
  if (count > MAX_CODES) return [{ code: 'too-many-codes', count, limit: MAX_CODES }]
  const problems: CreationProblem[] = []
  const smallest = smallestLength(count + issued)
  if (type.length < smallest)
    problems.push({ code: 'length-too-small', count, ...(issued > 0 && { issued }), smallest })
  const [length, limit] = [wholeLength(type), CUSTOM_CODE.max]
  return length > limit ? [...problems, { code: 'code-too-long', length, limit }] : problems
}

function* customCodeProblems(code: string, recipients: number): Generator<CreationProblem> {
  const { min, max, pattern } = CUSTOM_CODE
  if (code.length < min || code.length > max) yield { code: 'custom-code-length', min, max }
  const strange = [...new Set(code)].filter((letter) => !pattern.test(letter)).join('')
  if (strange !== '') yield { code: 'custom-code-letters', letters: strange }
  if (recipients > 1) yield { code: 'custom-code-one-recipient', recipients }
}
