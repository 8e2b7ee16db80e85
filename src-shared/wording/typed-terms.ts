import { type Discount, discountSchema } from '../domain/discount.ts'
import { CURRENCIES, type Currency, DECIMALS, parseDecimal } from '../domain/money.ts'
import { MAX_USES } from '../domain/promo-code.ts'
import { appliesToSchema } from '../domain/service-schemas.ts'
import type { AppliesTo } from '../domain/services.ts'
import { CURRENCY_SYMBOLS } from './format.ts'
import { REPORT_WORDS } from './report-words.ts'

/*
 * Terms as people type them in a cell, and as the report itself writes them in any of its languages, so that what was
 * copied from it can be pasted.
 */

const ofAll = <T>(part: (words: (typeof REPORT_WORDS)[keyof typeof REPORT_WORDS]) => T): T[] =>
  Object.values(REPORT_WORDS).map(part)
const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
/** Points and commas between groups of three digits say nothing. */
const withoutGroups = (text: string): string => text.replace(/[.,](?=\d{3}(?:\D|$))/g, '')

/**
 * `25 %`, `30 USD`, `US$30.00 USD`, `£30`. A number alone is in the unit that `present` has. Undefined for anything else.
 */
export function parseDiscount(text: string, present: Discount | undefined): Discount | undefined {
  const { number, unit } = takeUnit(text)
  const meant = unit ?? (present?.kind === 'amount' ? present.currency : present && '%')
  if (meant === undefined) return undefined
  const read = parseDecimal(withoutGroups(number), meant === '%' ? 2 : DECIMALS[meant])
  if (!('units' in read)) return undefined
  const discount = discountSchema.safeParse(
    meant === '%'
      ? { kind: 'percent', hundredths: read.units }
      : { kind: 'amount', minor: read.units, currency: meant },
  )
  return discount.data
}

function takeUnit(text: string): { number: string; unit: Currency | '%' | undefined } {
  const plain = text.normalize('NFKC').trim()
  if (plain.endsWith('%')) return { number: plain.slice(0, -1), unit: '%' }
  let number = plain
  const found = new Set<Currency>()
  for (const currency of CURRENCIES)
    for (const mark of [currency, CURRENCY_SYMBOLS[currency]]) {
      const at = number.toUpperCase().indexOf(mark)
      if (at < 0) continue
      number = number.slice(0, at) + number.slice(at + mark.length)
      found.add(currency)
    }
  // A dollar sign alone is that of the United States.
  if (number.startsWith('$')) {
    number = number.slice(1)
    if (found.size === 0) found.add('USD')
  }
  const [unit, ...others] = found
  return others.length > 0 ? { number: '', unit: undefined } : { number, unit }
}

const UNLIMITED = new Set(['∞', ...ofAll(({ unlimited }) => folded(unlimited))])

/**
 * How often a code can be used: `5`, `Unlimited`, or the cell of the report, `3 / 5` and `3 of 5`. Null for unlimited,
 * undefined for anything else.
 */
export function parseLimit(text: string): number | null | undefined {
  const marks = ofAll(({ usedOf }) => folded(usedOf('', '')))
  const parts = folded(text).split(new RegExp(`\\s*/\\s*|\\s+(?:${marks.join('|')})\\s+`))
  const last = parts.at(-1) ?? ''
  if (parts.length > 2 || (parts.length === 2 && !/^[\d\s.,]+$/.test(parts[0] ?? ''))) return undefined
  if (UNLIMITED.has(last)) return null
  const read = parseDecimal(withoutGroups(last), 0)
  return 'units' in read && read.units >= 1 && read.units <= MAX_USES ? read.units : undefined
}

/** What a code applies to, by the words of any language or its name in the contract. */
export function parseAppliesTo(text: string): AppliesTo | undefined {
  const meant = folded(text)
  return appliesToSchema.options.find(
    (item) => meant === item || ofAll(({ appliesTo }) => folded(appliesTo[item])).includes(meant),
  )
}
