import type { Filter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { WHOLE } from '#shared/domain/discount.ts'
import { type CodeMail, codeMailSchema } from '#shared/domain/mail/message-states.ts'
import { type Currency, DECIMALS, parseDecimal } from '#shared/domain/money.ts'
import { type Status, STATUSES } from '#shared/domain/promo-code.ts'
import type { Service } from '#shared/domain/services.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import type { FilterParameter } from '#shared/report-columns.ts'
import { formatDate, formatDays, formatDecimal, formatMoney, formatPercent } from '#shared/wording/format.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'

/** The parameters of SPEC 6.1, in the order that they are offered. The search box is not among them. */
export const PARAMETERS = [
  'expires',
  'created',
  'redeemed',
  'status',
  'service',
  'recipient',
  'email',
  'code',
  'discount',
  'usage',
  'batch',
  'message',
] as const satisfies readonly FilterParameter[]
export type Parameter = FilterParameter
/** Those that are a span of days. */
export const isSpan = (parameter: Parameter) =>
  parameter === 'expires' || parameter === 'created' || parameter === 'redeemed'
/** What happened to the message with a code, `none` first. */
export const CODE_MAIL = codeMailSchema.options
export const USAGES = ['unused', 'used', 'once', 'times', 'unlimited'] as const

/** The parameters that narrow the report now. */
export const setParameters = (filter: Filter): readonly Parameter[] =>
  PARAMETERS.filter((parameter) => filter[parameter] !== undefined)

export const isUnfiltered = (filter: Filter): boolean =>
  !filter.text && filter.list === undefined && setParameters(filter).length === 0

export function without(filter: Filter, parameter: keyof Filter): Filter {
  const rest = { ...filter }
  delete rest[parameter]
  return rest
}

/** What a parameter's form holds while it is filled in. Empty does not narrow. */
export interface Draft {
  text: string
  from: IsoDate | null
  to: IsoDate | null
  service: Service | ''
  statuses: Status[]
  discount: 'percent' | 'amount'
  value: string
  currency: Currency | ''
  usage: (typeof USAGES)[number] | ''
  batch: number | null
  messages: CodeMail[]
}

export function draftOf(filter: Filter, parameter: Parameter, language: Language): Draft {
  const { discount } = filter
  const span = isSpan(parameter) ? filter[parameter] : undefined
  const units = discount?.kind === 'percent' ? discount.hundredths : discount?.minor
  return {
    text:
      parameter === 'code' || parameter === 'recipient' || parameter === 'email'
        ? (filter[parameter] ?? '')
        : '',
    from: span?.from ?? null,
    to: span?.to ?? null,
    service: filter.service ?? '',
    statuses: [...(filter.status ?? [])],
    discount: discount?.kind ?? 'percent',
    value: units === undefined ? '' : plainDecimal(units, language),
    currency: (discount?.kind === 'amount' && discount.currency) || '',
    usage: filter.usage ?? '',
    batch: filter.batch ?? null,
    messages: [...(filter.message ?? [])],
  }
}

/** As a person would type it: without needless decimals and without marks between groups. */
const plainDecimal = (units: number, language: Language): string =>
  formatDecimal(units, 2, language)
    .replace(/[.,]00$/, '')
    .replaceAll(languages[language].formats.groupMark, '')

export type DraftProblem = 'span-reversed' | 'not-a-percentage' | 'not-an-amount'

/** The filter with the parameter as the form has it; an empty form takes the parameter away. */
export function applied(
  filter: Filter,
  parameter: Parameter,
  draft: Draft,
): { filter: Filter } | { problem: DraftProblem } {
  const rest = without(filter, parameter)
  const narrowed = (value: Filter | undefined) => ({ filter: value ? { ...rest, ...value } : rest })
  switch (parameter) {
    case 'expires':
    case 'created':
    case 'redeemed': {
      const { from, to } = draft
      if (from && to && from > to) return { problem: 'span-reversed' }
      return narrowed(from || to ? { [parameter]: { ...(from && { from }), ...(to && { to }) } } : undefined)
    }
    case 'code':
    case 'recipient':
    case 'email': {
      const text = draft.text.trim()
      return narrowed(text ? { [parameter]: text } : undefined)
    }
    case 'status': {
      const status = STATUSES.filter((one) => draft.statuses.includes(one))
      return narrowed(status.length > 0 && status.length < STATUSES.length ? { status } : undefined)
    }
    case 'message': {
      const message = CODE_MAIL.filter((one) => draft.messages.includes(one))
      return narrowed(message.length > 0 && message.length < CODE_MAIL.length ? { message } : undefined)
    }
    case 'service':
      return narrowed(draft.service ? { service: draft.service } : undefined)
    case 'usage':
      return narrowed(draft.usage ? { usage: draft.usage } : undefined)
    case 'batch':
      return narrowed(draft.batch === null ? undefined : { batch: draft.batch })
    case 'discount': {
      const discount = discountOf(draft)
      return 'problem' in discount ? discount : narrowed({ discount })
    }
  }
}

function discountOf({
  discount,
  value,
  currency,
}: Draft): NonNullable<Filter['discount']> | { problem: DraftProblem } {
  const read = value.trim() === '' ? null : parseDecimal(value.replace(/\s*%\s*$/, ''), 2)
  const units = read && 'units' in read ? read.units : null
  if (discount === 'percent') {
    if (read && (units === null || units === 0 || units > WHOLE)) return { problem: 'not-a-percentage' }
    return { kind: 'percent', ...(units !== null && { hundredths: units }) }
  }
  if (read && (units === null || units === 0)) return { problem: 'not-an-amount' }
  return { kind: 'amount', ...(units !== null && { minor: units }), ...(currency && { currency }) }
}

/** What a chip's words need beside the shared ones. */
export interface ChipWords {
  readonly usages: Record<(typeof USAGES)[number], string>
  readonly from: (day: string) => string
  readonly to: (day: string) => string
  readonly percent: string
  readonly amount: string
  readonly batch: (batch: number) => string
}

/** What a chip says after the parameter's name: "13.03.2026–30.04.2026", "Aktiv, Utløpt". */
export function chipText(filter: Filter, parameter: Parameter, language: Language, words: ChipWords): string {
  const shared = REPORT_WORDS[language]
  switch (parameter) {
    case 'expires':
    case 'created':
    case 'redeemed':
      return spanText(filter[parameter] ?? {}, language, words)
    case 'status':
      return (filter.status ?? []).map((status) => shared.statuses[status]).join(', ')
    case 'message':
      return (filter.message ?? []).map((state) => MAIL_WORDS[language].states[state]).join(', ')
    case 'service':
      return filter.service ? shared.services[filter.service] : ''
    case 'usage':
      return filter.usage ? words.usages[filter.usage] : ''
    case 'batch':
      return filter.batch === undefined ? '' : words.batch(filter.batch)
    case 'discount':
      return filter.discount ? discountText(filter.discount, language, words) : ''
    default:
      return filter[parameter] ?? ''
  }
}

function spanText(
  { from, to }: { from?: IsoDate | undefined; to?: IsoDate | undefined },
  language: Language,
  words: ChipWords,
): string {
  if (!from) return to ? words.to(formatDate(to, language)) : ''
  if (!to) return words.from(formatDate(from, language))
  return formatDays(from, to, language)
}

function discountText(
  discount: NonNullable<Filter['discount']>,
  language: Language,
  words: ChipWords,
): string {
  if (discount.kind === 'percent')
    return discount.hundredths === undefined ? words.percent : formatPercent(discount.hundredths, language)
  const { minor, currency } = discount
  if (minor === undefined) return [words.amount, currency].filter(Boolean).join(' ')
  return currency ? formatMoney({ minor, currency }, language) : formatDecimal(minor, DECIMALS.USD, language)
}
