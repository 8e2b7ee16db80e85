import type { Discount } from '../domain/discount.ts'
import type { Instant, IsoDate } from '../domain/dates.ts'
import { type Currency, DECIMALS, type Money } from '../domain/money.ts'
import type { Language } from '../preferences.ts'

/** A space that does not break a line, between groups of digits and before a unit. */
export const NBSP = '\u00a0'

export const CURRENCY_SYMBOLS: Record<Currency, string> = { USD: 'US$', CAD: 'CA$', GBP: '£' }
export const DECIMAL_MARK: Record<Language, string> = { nb: ',', en: '.' }

const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
export const GROUP_MARK: Record<Language, string> = { nb: NBSP, en: ',' }

/** A day: nb `30.06.2026`, en `30 Jun 2026`. */
export function formatDate(day: IsoDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-')
  if (language === 'nb') return `${date}.${month}.${year}`
  return [Number(date), MONTHS_EN[Number(month) - 1], year].join(' ')
}

/** The time of day of `instant` in `timeZone`: nb `09.41`, en `09:41`. */
export function formatTime(instant: Instant, timeZone: string, language: Language): string {
  const text = clockOf(timeZone).format(Date.parse(instant))
  return language === 'nb' ? text.replace(':', '.') : text
}

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
  return String(count).replace(/\B(?=(\d{3})+$)/g, GROUP_MARK[language])
}

/** `units` of `decimals` places as a decimal number with the language's marks: 9000, 2 is nb `90,00`. */
export function formatDecimal(units: number, decimals: number, language: Language): string {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  const whole = formatCount(Number(digits.slice(0, digits.length - decimals)), language)
  const fraction = decimals === 0 ? '' : DECIMAL_MARK[language] + digits.slice(-decimals)
  return (units < 0 ? '-' : '') + whole + fraction
}

/** An amount with symbol and code, as SPEC 3.3 asks: nb `US$ 90,00 USD`, en `US$90.00 USD`. */
export function formatMoney(money: Money, language: Language): string {
  const amount = formatDecimal(money.minor, DECIMALS[money.currency], language)
  const gap = language === 'nb' ? NBSP : ''
  return `${CURRENCY_SYMBOLS[money.currency]}${gap}${amount}${NBSP}${money.currency}`
}

/** Hundredths of a percent, without needless zeros: nb `12,5 %`, en `12.5%`. */
export function formatPercent(hundredths: number, language: Language): string {
  const number = formatDecimal(hundredths, 2, language).replace(/[.,](\d*?)0+$/, (_, digits: string) =>
    digits === '' ? '' : DECIMAL_MARK[language] + digits,
  )
  return number + (language === 'nb' ? NBSP : '') + '%'
}

export function formatDiscount(discount: Discount, language: Language): string {
  return discount.kind === 'percent'
    ? formatPercent(discount.hundredths, language)
    : formatMoney(discount, language)
}
export { parseTypedDate } from './typed-date.ts'
