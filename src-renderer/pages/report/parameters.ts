import type { DaySpan, Filter } from '#shared/contract/report.ts'
import { MAX_RELATIVE_DAYS } from '#shared/contract/report-rows.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { WHOLE } from '#shared/domain/discount.ts'
import { type CodeMail, codeMailSchema } from '#shared/domain/mail/message-states.ts'
import { type Currency, DECIMALS, parseDecimal } from '#shared/domain/money.ts'
import { type Status, STATUSES } from '#shared/domain/promo-code.ts'
import type { Service } from '#shared/domain/services.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import type { FilterParameter } from '#shared/report-columns.ts'
import {
  formatDate,
  formatDays,
  formatDecimal,
  formatMoney,
  formatPercent,
  plainDecimal,
} from '#shared/wording/format.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'

/** The parameters of SPEC 6.1, in the order that they are offered. The search box is not among them. */
export const PARAMETERS = [
  'expires',
  'validFrom',
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
  'note',
  'message',
] as const satisfies readonly FilterParameter[]
export type Parameter = FilterParameter
/** Those that are a span of days. */
export const isSpan = (parameter: Parameter) =>
  parameter === 'expires' || parameter === 'validFrom' || parameter === 'created' || parameter === 'redeemed'
/** Those that are a text which the cell contains. */
export const isText = (parameter: Parameter) =>
  parameter === 'code' || parameter === 'recipient' || parameter === 'email' || parameter === 'note'
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

/** How a span of days is given: by dates, or by days before or after the day on which the report is opened. */
export type When = 'dates' | 'next' | 'last' | 'before'
/** The ways that a parameter offers. */
export const whensOf = (parameter: Parameter): readonly When[] =>
  parameter === 'expires' || parameter === 'validFrom' ? ['dates', 'next'] : ['dates', 'last', 'before']

/** The span of so many days. */
export function relativeSpan(when: Exclude<When, 'dates'>, days: number): DaySpan {
  if (when === 'next') return { fromDays: 0, toDays: days }
  return when === 'last' ? { fromDays: -days, toDays: 0 } : { toDays: -days }
}

/** Which way a span is given, and by how many days. */
function whenOf({ fromDays, toDays }: DaySpan): { when: When; days: number } | undefined {
  const days = Math.max(Math.abs(fromDays ?? 0), Math.abs(toDays ?? 0))
  const ways = (['next', 'last', 'before'] as const).filter((way) => {
    const span = relativeSpan(way, days)
    return span.fromDays === fromDays && span.toDays === toDays
  })
  return ways[0] && { when: ways[0], days }
}

/** A whole number of days as people type it; undefined for anything else. */
export function parseRelativeDays(typed: string, language: Language): number | undefined {
  const text = typed.replaceAll(languages[language].formats.decimalMark === ',' ? /[\s.]/g : /[\s,]/g, '')
  return /^\d{1,5}$/.test(text) && Number(text) <= MAX_RELATIVE_DAYS ? Number(text) : undefined
}

/** What a parameter's form holds while it is filled in. Empty does not narrow. */
export interface Draft {
  text: string
  when: When
  from: IsoDate | null
  to: IsoDate | null
  days: string
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
  const relative = span && whenOf(span)
  const units = discount?.kind === 'percent' ? discount.hundredths : discount?.minor
  return {
    text: isText(parameter) ? (filter[parameter] ?? '') : '',
    when: relative?.when ?? 'dates',
    from: span?.from ?? null,
    to: span?.to ?? null,
    days: relative ? String(relative.days) : '',
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

export type DraftProblem = 'span-reversed' | 'not-days' | 'not-a-percentage' | 'not-an-amount'

/** The filter with the parameter as the form has it; an empty form takes the parameter away. */
export function applied(
  filter: Filter,
  parameter: Parameter,
  draft: Draft,
  language: Language,
): { filter: Filter } | { problem: DraftProblem } {
  const rest = without(filter, parameter)
  const narrowed = (value: Filter | undefined) => ({ filter: value ? { ...rest, ...value } : rest })
  switch (parameter) {
    case 'expires':
    case 'validFrom':
    case 'created':
    case 'redeemed': {
      const { from, to, when } = draft
      if (when !== 'dates') {
        const days = parseRelativeDays(draft.days, language)
        if (draft.days.trim() === '') return narrowed(undefined)
        return days === undefined
          ? { problem: 'not-days' }
          : narrowed({ [parameter]: relativeSpan(when, days) })
      }
      if (from && to && from > to) return { problem: 'span-reversed' }
      return narrowed(from || to ? { [parameter]: { ...(from && { from }), ...(to && { to }) } } : undefined)
    }
    case 'code':
    case 'recipient':
    case 'email':
    case 'note': {
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
  readonly relative: (when: Exclude<When, 'dates'>, days: number) => string
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
    case 'validFrom':
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

function spanText(span: DaySpan, language: Language, words: ChipWords): string {
  const { from, to } = span
  const relative = from || to ? undefined : whenOf(span)
  if (relative && relative.when !== 'dates') return words.relative(relative.when, relative.days)
  if (!from && !to) return [span.fromDays, span.toDays].map((days) => days ?? '').join(' – ')
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
