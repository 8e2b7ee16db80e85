import { z } from 'zod'
import {
  type Creation,
  CREATION_TEXT_NAMES,
  type CreationProblem,
  creationProblems,
  creationSchema,
  type CreationText,
  generatedCodesSchema,
  ofEachText,
} from '#shared/domain/creation.ts'
import type { OwnCodes } from '#shared/contract/recipients.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { type Discount, WHOLE } from '#shared/domain/discount.ts'
import { cleanAddress, refusalOf } from '#shared/domain/email-address.ts'
import { type Currency, DECIMALS, parseDecimal } from '#shared/domain/money.ts'
import { currencySchema } from '#shared/domain/money-schemas.ts'
import { CODE_LENGTH, MAX_CODES, MAX_USES } from '#shared/domain/promo-code.ts'
import { appliesToSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import { APPLIES_TO, type Service } from '#shared/domain/services.ts'

/** How generated codes are divided: not at all, or into groups of so many characters. */
export const GROUPS = ['none', '3', '4', '5', '6'] as const

const text = z.string().max(1000)
/** The fields as typed, those out of sight as well: going back to a choice brings back its earlier content. */
export const createFormSchema = z.strictObject({
  service: serviceSchema,
  appliesTo: appliesToSchema,
  source: z.enum(['one', 'file', 'none']),
  name: text,
  email: text,
  codeKind: z.enum(['generated', 'custom', 'own']),
  perRecipient: text,
  length: text,
  prefix: text.default(''),
  suffix: text.default(''),
  groupSize: z.enum(GROUPS).default('none'),
  customCode: text,
  usageKind: z.enum(['once', 'times', 'unlimited']),
  times: text,
  discountKind: z.enum(['percent', 'amount']),
  percent: text,
  amount: text,
  /** Null until the person chooses one: that of the service. */
  currency: currencySchema.nullable(),
  validFrom: isoDateSchema.nullable().default(null),
  validFromText: text.default(''),
  expires: isoDateSchema.nullable(),
  expiresText: text,
  /** Null until the person writes one: see `writtenText`. */
  ...ofEachText(() => text.nullable().default(null)),
})
export type CreateForm = z.output<typeof createFormSchema>

export const FIELDS = [
  'appliesTo',
  'name',
  'email',
  'file',
  'customCode',
  'perRecipient',
  'length',
  'prefix',
  'suffix',
  'times',
  'discount',
  'validFrom',
  'expires',
  ...CREATION_TEXT_NAMES,
] as const
/** The fields that can be wrong, in the order of the page. */
export type Field = (typeof FIELDS)[number]

/** A problem that only what is typed can have, beside those that every creation can have. */
export type FieldProblem =
  | CreationProblem
  | { code: 'whole-number'; min: number; max: number }
  | { code: 'percent-wrong' }
  | { code: 'amount-wrong' }
  | { code: 'expiry-missing' }
  | { code: 'valid-from-unreadable' }
  | { code: 'affix-letters' }
  | { code: 'file-missing' }
  | { code: 'column-unclear' }
  | { code: 'text-too-long'; limit: number }
export type FieldProblems = Partial<Record<Field, FieldProblem>>

export const DEFAULT_DAYS = 90

/** Recipients or codes come from a file. */
export const usesFile = ({ source, codeKind }: Pick<CreateForm, 'source' | 'codeKind'>): boolean =>
  source === 'file' || codeKind === 'own'

/** Where the file has codes of its own; undefined where it is a list of recipients. */
export const ownCodesIn = ({
  source,
  codeKind,
}: Pick<CreateForm, 'source' | 'codeKind'>): OwnCodes | undefined =>
  codeKind !== 'own' ? undefined : source === 'none' ? 'alone' : 'beside'

/** No text is written yet. */
export const noTexts = () => ofEachText(() => null)

export const defaultForm = (today: IsoDate): CreateForm => ({
  service: 'events',
  appliesTo: 'everything',
  source: 'file',
  name: '',
  email: '',
  codeKind: 'generated',
  perRecipient: '1',
  length: String(CODE_LENGTH.default),
  prefix: '',
  suffix: '',
  groupSize: 'none',
  customCode: '',
  usageKind: 'once',
  times: '5',
  discountKind: 'percent',
  percent: '10',
  amount: '',
  currency: null,
  validFrom: null,
  validFromText: '',
  expires: addDays(today, DEFAULT_DAYS),
  expiresText: '',
  ...noTexts(),
})

/**
 * The form for the next recipients: discount, use and expiry stay. How many codes there were does not: 200,000 for one
 * recipient would be as many for each row of the next file.
 */
export const nextForm = (form: CreateForm): CreateForm => ({
  ...form,
  name: '',
  email: '',
  perRecipient: '1',
  customCode: '',
  ...noTexts(),
})

/** The form for another service: what the code applies to stays where that service has it too. */
export function withService(form: CreateForm, service: Service): CreateForm {
  const fits = APPLIES_TO[service].includes(form.appliesTo)
  return { ...form, service, appliesTo: fits ? form.appliesTo : 'everything' }
}

export interface FormWorld {
  readonly today: IsoDate
  /** What the service sells in. */
  readonly currency: Currency
  /** The file that was read; null while there is none, or a question about it is open. */
  readonly file: { readonly importId: string; readonly good: number } | null
  /** Nobody has said yet which column of the file has the addresses. */
  readonly columnUnclear?: boolean
  readonly defaultBatchName: string
}

/** A text as its field shows it: a batch has the name of its file until the person writes another. */
export const writtenText = (
  form: CreateForm,
  name: CreationText,
  { defaultBatchName }: Pick<FormWorld, 'defaultBatchName'>,
): string => form[name] ?? (name === 'batchName' ? defaultBatchName : '')

/** What can be read already, for showing it while other fields are being filled in. */
export type Parts = { [P in 'discount' | 'usage' | 'codeType']: Creation[P] | null }

export interface ReadForm {
  /** Null while a field cannot be read, or the file is missing. */
  readonly creation: Creation | null
  readonly problems: FieldProblems
  readonly parts: Parts
}

/** A whole number as people type them, "1 000" and "1.000" alike; undefined outside `min` to `max`. */
export function wholeNumber(text: string, min: number, max: number): number | undefined {
  const read = parseDecimal(text.replace(/[.,](?=\d{3}(\D|$))/g, ''), 0)
  return 'units' in read && read.units >= min && read.units <= max ? read.units : undefined
}

/** What the fields ask for, or what is wrong in which of them. The rules are those of the backend. */
export function readForm(form: CreateForm, world: FormWorld): ReadForm {
  const problems: FieldProblems = {}
  const whole = (field: Field, text: string, min: number, max: number): number => {
    const read = wholeNumber(text, min, max)
    if (read === undefined) problems[field] = { code: 'whole-number', min, max }
    return read ?? min
  }
  const texts = ofEachText((name) => writtenText(form, name, world).trim())
  if (form.validFrom === null && form.validFromText.trim() !== '')
    problems.validFrom = { code: 'valid-from-unreadable' }
  if (form.expires === null) problems.expires = { code: 'expiry-missing' }
  const discount = readDiscount(form, world.currency)
  if (!discount)
    problems.discount = { code: form.discountKind === 'percent' ? 'percent-wrong' : 'amount-wrong' }
  if (usesFile(form) && !world.file)
    problems.file = { code: world.columnUnclear ? 'column-unclear' : 'file-missing' }

  const asked: Creation = {
    service: form.service,
    appliesTo: form.appliesTo,
    recipients: recipientsIn(form, world),
    codeType: codeTypeIn(form, problems, whole),
    usage:
      form.usageKind === 'times'
        ? { kind: 'times', times: whole('times', form.times, 2, MAX_USES) }
        : { kind: form.usageKind },
    discount: discount ?? { kind: 'percent', hundredths: 1 },
    ...(form.validFrom !== null && { validFrom: form.validFrom }),
    expires: form.expires ?? world.today,
    ...texts,
  }
  const tooLong = textsTooLong(asked)
  // A field that cannot be read has no rule to break: a substitute value must not blame another one.
  const readable = Object.keys(problems).length === 0 && Object.keys(tooLong).length === 0
  const parts: Parts = {
    discount: discount ?? null,
    usage: problems.times ? null : asked.usage,
    codeType:
      problems.perRecipient || problems.length || problems.prefix || problems.suffix ? null : asked.codeType,
  }
  addRuleProblems(problems, asked, world)
  return { creation: readable ? asked : null, problems: { ...tooLong, ...problems }, parts }
}

/** Where the fields of typed text are in a creation. */
const FIELD_AT: Readonly<Record<string, Field>> = {
  'recipients.name': 'name',
  'recipients.email': 'email',
  'codeType.code': 'customCode',
  ...ofEachText((name) => name),
}
/** What is longer than the shape of a creation allows, which is not even planned. */
function textsTooLong(asked: Creation): FieldProblems {
  const found: FieldProblems = {}
  for (const issue of creationSchema.safeParse(asked).error?.issues ?? []) {
    const field = FIELD_AT[issue.path.join('.')]
    if (field && issue.code === 'too_big')
      found[field] = { code: 'text-too-long', limit: Number(issue.maximum) }
  }
  return found
}

/** Reads a number of a field, and notes what is wrong with it. */
type ReadWhole = (field: Field, text: string, min: number, max: number) => number

function codeTypeIn(form: CreateForm, problems: FieldProblems, whole: ReadWhole): Creation['codeType'] {
  if (form.codeKind === 'own') return { kind: 'own' }
  if (form.codeKind === 'custom') return { kind: 'custom', code: form.customCode.trim() }
  const [prefix, suffix] = (['prefix', 'suffix'] as const).map((name) => affixIn(form, name, problems))
  return {
    kind: 'generated',
    perRecipient: whole('perRecipient', form.perRecipient, 1, MAX_CODES),
    length: whole('length', form.length, CODE_LENGTH.min, CODE_LENGTH.max),
    ...(prefix && { prefix }),
    ...(suffix && { suffix }),
    ...(form.groupSize !== 'none' && { groupSize: Number(form.groupSize) }),
  }
}

/** In capitals, as codes are. */
function affixIn(form: CreateForm, name: 'prefix' | 'suffix', problems: FieldProblems): string {
  const written = form[name].trim().toUpperCase()
  const read = generatedCodesSchema.shape[name].safeParse(written)
  if (!read.success) problems[name] = { code: 'affix-letters' }
  return written
}

function recipientsIn(form: CreateForm, { file }: FormWorld): Creation['recipients'] {
  if (form.source === 'none' && form.codeKind !== 'own') return { kind: 'none' }
  return form.source === 'one' && form.codeKind !== 'own'
    ? { kind: 'one', name: form.name.trim(), email: cleanAddress(form.email) }
    : { kind: 'file', importId: file?.importId ?? '' }
}

function addRuleProblems(problems: FieldProblems, asked: Creation, world: FormWorld): void {
  const count = asked.recipients.kind === 'file' ? (world.file?.good ?? 1) : 1
  const found = [...recipientProblems(asked), ...creationProblems(asked, count, world.today)]
  const unread = 'perRecipient' in problems || 'length' in problems
  for (const problem of found) {
    const field = fieldOf(problem)
    if (unread && (field === 'length' || field === 'perRecipient')) continue
    problems[field] ??= problem
  }
}

/** Checks a recipient that was typed in as the backend does. */
function recipientProblems({ recipients }: Creation): CreationProblem[] {
  if (recipients.kind !== 'one') return []
  const refusal = refusalOf(recipients.email)
  return [
    ...(recipients.name === '' ? [{ code: 'name-missing' as const }] : []),
    ...(refusal ? [{ code: 'address-refused' as const, ...refusal }] : []),
  ]
}

function readDiscount(form: CreateForm, ofService: Currency): Discount | undefined {
  if (form.discountKind === 'percent') {
    const read = parseDecimal(form.percent.replace(/%\s*$/, ''), 2)
    const good = 'units' in read && read.units >= 1 && read.units <= WHOLE
    return good ? { kind: 'percent', hundredths: read.units } : undefined
  }
  const currency = form.currency ?? ofService
  const read = parseDecimal(form.amount, DECIMALS[currency])
  return 'units' in read && read.units >= 1 ? { kind: 'amount', minor: read.units, currency } : undefined
}

const FIELD_OF: Record<CreationProblem['code'], Field> = {
  'applies-to-other-service': 'appliesTo',
  'expiry-passed': 'expires',
  'valid-from-after-expiry': 'validFrom',
  'no-recipients': 'file',
  'name-missing': 'name',
  'address-refused': 'email',
  'length-too-small': 'length',
  'too-many-codes': 'perRecipient',
  'code-too-long': 'prefix',
  'custom-code-length': 'customCode',
  'custom-code-letters': 'customCode',
  'custom-code-one-recipient': 'customCode',
  'custom-code-taken': 'customCode',
  'file-without-codes': 'file',
  'file-without-recipients': 'file',
}
/** The field beside which a problem of the plan is shown. */
export const fieldOf = (problem: CreationProblem): Field => FIELD_OF[problem.code]

/** These come from fields together, or from the store: they are shown at once, whichever field was visited. */
const SHOWN_AT_ONCE: ReadonlySet<FieldProblem['code']> = new Set([
  'valid-from-after-expiry',
  'no-recipients',
  'length-too-small',
  'code-too-long',
  'too-many-codes',
  'custom-code-one-recipient',
  'custom-code-taken',
  'file-without-codes',
  'file-without-recipients',
])
export const isShownAtOnce = (problem: FieldProblem): boolean => SHOWN_AT_ONCE.has(problem.code)
