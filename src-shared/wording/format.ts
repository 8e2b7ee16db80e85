import type { Discount } from '../domain/discount.ts'
import type { Instant, IsoDate } from '../domain/dates.ts'
import { type Currency, DECIMALS, type Money } from '../domain/money.ts'
import { type Formats, groupDigits, NBSP } from '../languages/formats.ts'
import { type Language, languages } from '../languages/languages.ts'

export { NBSP }
export const CURRENCY_SYMBOLS: Record<Currency, string> = { USD: 'US$', CAD: 'CA$', GBP: '£' }

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

const formatsOf = (language: Language): Formats => languages[language].formats

/** A day: nb `30.06.2026`, en `30 Jun 2026`. */
export function formatDate(day: IsoDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return formatsOf(language).date({ year, month, date })
}

/** A day without its year: nb `30.06`, en `30 Jun`. */
export function formatDayOfYear(day: IsoDate, language: Language): string {
  const [, month = '', date = ''] = day.split('-')
  return formatsOf(language).date({ month, date })
}

/** The time of day of `instant` in `timeZone`: nb `09.41`, en `09:41`. */
export const formatTime = (instant: Instant, timeZone: string, language: Language): string =>
  formatsOf(language).time(clockOf(timeZone).format(Date.parse(instant)))

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

/** An amount with symbol and code, as SPEC 3.3 asks: nb `US$ 90,00 USD`, en `US$90.00 USD`. */
export function formatMoney(money: Money, language: Language): string {
  const amount = formatDecimal(money.minor, DECIMALS[money.currency], language)
  return `${CURRENCY_SYMBOLS[money.currency]}${formatsOf(language).unitSpace}${amount}${NBSP}${money.currency}`
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
export { parseTypedDate } from './typed-date.ts'
