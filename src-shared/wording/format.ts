import type { Discount } from '../domain/discount.ts'
import type { Instant, IsoDate } from '../domain/dates.ts'
import { type Currency, DECIMALS, type Money } from '../domain/money.ts'
import { type DateFields, type Formats, groupDigits, NBSP } from '../languages/formats.ts'
import { type Language, languages } from '../languages/languages.ts'

export { NBSP }
export const CURRENCY_SYMBOLS: Record<Currency, string> = { USD: 'US$', CAD: 'CA$', GBP: '£' }

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

const formatsOf = (language: Language): Formats => languages[language].formats

function partsOf(day: IsoDate): Required<DateFields> {
  const [year = '', month = '', date = ''] = day.split('-')
  return { year, month, date }
}
const withoutYear = (day: IsoDate): DateFields => {
  const { month, date } = partsOf(day)
  return { month, date }
}
const sameYear = (one: IsoDate, other: IsoDate) => one.slice(0, 4) === other.slice(0, 4)

/** A day: nb `30.06.2026`, en `Jun 30, 2026`. */
export const formatDate = (day: IsoDate, language: Language): string => formatsOf(language).date(partsOf(day))

/** A day without its year: nb `30. juni`, en `Jun 30`. */
export const formatDayOfYear = (day: IsoDate, language: Language): string =>
  formatsOf(language).date(withoutYear(day))

/** A day of the year that `today` is in, without the year: nb `9. mars`, en `Mar 9`; other days in full. */
export const formatShortDate = (day: IsoDate, today: IsoDate, language: Language): string =>
  sameYear(day, today) ? formatDayOfYear(day, language) : formatDate(day, language)

/**
 * Days from one to another, both counted: nb `13.–30. april 2026`, en `Apr 13–30, 2026`; without the year where all of it
 * is in that of `today`; one day as one.
 */
export function formatDays(from: IsoDate, to: IsoDate, language: Language, today?: IsoDate): string {
  const inYear = today !== undefined && sameYear(from, today) && sameYear(to, today)
  if (from === to) return inYear ? formatDayOfYear(to, language) : formatDate(to, language)
  const parts = inYear ? withoutYear : partsOf
  return formatsOf(language).span(parts(from), parts(to))
}

/** The time of day of `instant` in `timeZone`: nb `kl. 09.41`, en `09:41`. */
export const formatTime = (instant: Instant, timeZone: string, language: Language): string =>
  formatsOf(language).time(formatClock(instant, timeZone, language))

/** The time of day alone, as a cell of a file has it: nb `09.41`, en `09:41`. */
export const formatClock = (instant: Instant, timeZone: string, language: Language): string =>
  formatsOf(language).clock(clockOf(timeZone).format(Date.parse(instant)))

const clocks = new Map<string, Intl.DateTimeFormat>()
/** Making a formatter is a thousand times more expensive than using one. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(timeZone, made)
  return made
}

/** A whole number: nb `1 284` (no-break space), en `1,284`. */
export function formatCount(count: number, language: Language): string {
  return groupDigits(count, formatsOf(language).groupMark)
}

/** `units` of `decimals` places as a decimal number with the language's marks: 9000, 2 is nb `90,00`. */
export function formatDecimal(units: number, decimals: number, language: Language): string {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  const whole = formatCount(Number(digits.slice(0, digits.length - decimals)), language)
  const fraction = decimals === 0 ? '' : formatsOf(language).decimalMark + digits.slice(-decimals)
  return (units < 0 ? '-' : '') + whole + fraction
}

/** A number of two decimals as a person would type it: without needless decimals and without marks between groups. */
export const plainDecimal = (units: number, language: Language): string =>
  formatDecimal(units, 2, language)
    .replace(/[.,]00$/, '')
    .replaceAll(formatsOf(language).groupMark, '')

/** An amount of a discount: nb `US$ 90,00`, en `US$90.00`. The symbols of these currencies say by themselves which it is. */
export function formatMoney(money: Money, language: Language): string {
  const amount = formatDecimal(money.minor, DECIMALS[money.currency], language)
  return `${CURRENCY_SYMBOLS[money.currency]}${formatsOf(language).unitSpace}${amount}`
}

/** Hundredths of a percent, without needless zeros: nb `12,5 %`, en `12.5%`. */
export function formatPercent(hundredths: number, language: Language): string {
  const number = formatDecimal(hundredths, 2, language).replace(/[.,](\d*?)0+$/, (_, digits: string) =>
    digits === '' ? '' : formatsOf(language).decimalMark + digits,
  )
  return number + formatsOf(language).unitSpace + '%'
}

export function formatDiscount(discount: Discount, language: Language): string {
  return discount.kind === 'percent'
    ? formatPercent(discount.hundredths, language)
    : formatMoney(discount, language)
}
