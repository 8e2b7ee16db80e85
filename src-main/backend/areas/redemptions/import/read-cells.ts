import {
  type PaymentCurrency,
  paymentCurrencySchema,
  paymentDecimals,
  SYMBOLS,
} from '#shared/domain/commerce/payment-currency.ts'
import { type IsoDate, localInstant } from '#shared/domain/dates.ts'
import { parseDecimal } from '#shared/domain/money.ts'
import type { SlashedFirst } from '#shared/languages/formats.ts'
import { parseDateOfColumn } from '#shared/wording/typed-date.ts'

/** How the moments of a file are written. */
export interface TimeOfColumn {
  readonly timeZone: string
  readonly today: IsoDate
  readonly slashedFirst: SlashedFirst
}

const CLOCK = /[T\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?$/i
const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})$/i
const UNIX = /^1\d{9}(?:\d{3})?$/
/** No shop is older. */
const FIRST_YEAR = 2000

/** Reads the moments of a column. Most rows have a day that was there before. */
export function timeReader(column: TimeOfColumn): (text: string) => number | undefined {
  const dayOf = remembering((text) => parseDateOfColumn(text, column.slashedFirst, column.today))
  return (text) => readTime(text, column, dayOf)
}

/** A moment in UTC milliseconds; undefined for what is none. Without a zone it is in the site's. */
export function readTime(
  text: string,
  { timeZone, today, slashedFirst }: TimeOfColumn,
  dayOf = (written: string) => parseDateOfColumn(written, slashedFirst, today),
): number | undefined {
  const trimmed = text.trim()
  if (UNIX.test(trimmed)) return Number(trimmed.padEnd(13, '0'))
  if (WITH_ZONE.test(trimmed)) return valid(Date.parse(trimmed.replace(' ', 'T').replace(/\s/g, '')))
  const clock = CLOCK.exec(trimmed)
  const written = clock ? trimmed.slice(0, clock.index) : trimmed
  const day = dayOf(written)
  if (day === undefined) return undefined
  const seconds = clock ? secondsOf(clock) : 0
  return seconds === undefined ? undefined : valid(localInstant(timeZone, day, seconds))
}

const valid = (time: number): number | undefined =>
  Number.isFinite(time) && new Date(time).getUTCFullYear() >= FIRST_YEAR ? time : undefined

function secondsOf([, hour = '', minute = '', second = '0', half]: RegExpExecArray): number | undefined {
  const given = Number(hour)
  if (half !== undefined && (given < 1 || given > 12)) return undefined
  const hours = half === undefined ? given : (given % 12) + (/^p/i.test(half) ? 12 : 0)
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  return hours * 3600 + Number(minute) * 60 + Number(second)
}

/** The day of a cell as it is written, for finding out what comes first in dates with slashes. */
export const dayText = (text: string): string => {
  const trimmed = text.trim()
  const clock = CLOCK.exec(trimmed)
  return clock ? trimmed.slice(0, clock.index) : trimmed
}

const ANY_DAY = { timeZone: 'UTC', today: '2026-01-01' as IsoDate }
export const isTime = (text: string): boolean =>
  /\d.*[-./: ]\d/.test(text) &&
  (['day', 'month'] as const).some(
    (slashedFirst) => readTime(text, { ...ANY_DAY, slashedFirst }) !== undefined,
  )

export interface ReadAmount {
  readonly minor: number
  readonly isNegative: boolean
  /** What the cell itself says of the currency. */
  readonly currency: PaymentCurrency | undefined
}

/** Reads the amounts of a column, in minor units of `usual` where a cell names no currency. Prices repeat. */
export function amountReader(
  usual: PaymentCurrency | undefined,
): (text: string, currency?: PaymentCurrency) => ReadAmount | undefined {
  const reading = (currency: PaymentCurrency | undefined) => remembering((text) => readAmount(text, currency))
  const inUsual = reading(usual)
  const readers = new Map<PaymentCurrency, typeof inUsual>()
  return (text, currency) => {
    if (currency === undefined) return inUsual(text)
    const known = readers.get(currency) ?? reading(currency)
    readers.set(currency, known)
    return known(text)
  }
}

/** Reads a text that was there before only once. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as T
    const answer = read(text)
    known.set(text, answer)
    return answer
  }
}

const SIGNS = Object.entries(SYMBOLS).map(
  ([currency, sign]) => [sign.toLowerCase(), currency as PaymentCurrency] as const,
)

/** An amount in minor units of `currency`, or of the currency that the cell names; undefined for what is none. */
export function readAmount(text: string, currency: PaymentCurrency | undefined): ReadAmount | undefined {
  const trimmed = text.trim().replace(/[\u2212\u2013]/g, '-')
  const isNegative = /^\(.*\)$/.test(trimmed) || /^[^\d]*-/.test(trimmed) || /-$/.test(trimmed)
  const named = currencyIn(trimmed)
  const digits = trimmed.replace(/[^\d.,]/g, '').replace(/[.,]$/, '')
  const { units } = { units: undefined, ...parsed(digits, paymentDecimals(named ?? currency ?? 'USD')) }
  return units === undefined ? undefined : { minor: units, isNegative, currency: named }
}

function currencyIn(text: string): PaymentCurrency | undefined {
  const beside = text.replace(/[\d.,\s()-]+/g, '')
  if (beside === '') return undefined
  const code = paymentCurrencySchema.safeParse(beside.toUpperCase())
  if (code.success) return code.data
  const matching = SIGNS.filter(([sign]) => sign === beside.toLowerCase())
  return matching.length === 1 ? matching[0]?.[1] : undefined
}

const GROUPED = /^\d{1,3}(?:[.,]\d{3})+$/

/** The last of two kinds of marks is that of the decimals; three digits behind the only mark are thousands. */
function parsed(digits: string, decimals: number) {
  const marks = digits.replace(/\d/g, '')
  const last = marks.at(-1)
  if (last === undefined) return parseDecimal(digits, decimals)
  const isMixed = new Set(marks).size > 1
  const isRepeated = !isMixed && marks.length > 1
  if (isRepeated && !GROUPED.test(digits)) return { problem: 'not-a-number' as const }
  const isThousands = isRepeated || (!isMixed && /[.,]\d{3}$/.test(digits) && !/^0/.test(digits))
  const other = last === ',' ? '.' : ','
  const plain = isThousands ? digits.replaceAll(last, '') : digits.replaceAll(other, '')
  return parseDecimal(plain, decimals)
}

export const isAmount = (text: string): boolean =>
  /^[^\d]{0,4}[\d][\d.,\s\u00a0]*[^\d]{0,4}$/.test(text.trim()) && readAmount(text, undefined) !== undefined
