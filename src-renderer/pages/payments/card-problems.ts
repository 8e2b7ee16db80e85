import { type Card, CARDS } from '#shared/domain/commerce/cards.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import {
  acceptedAs,
  brandOf,
  cardDigits,
  cvvLength,
  grouped,
  lengthFits,
  luhnHolds,
  TEST_CARDS,
} from '#shared/domain/payments/card-number.ts'
import type { CardEntry } from '../../components/payment-page/card-entry.ts'

/** What is wrong with a typed card, for each field that is wrong; `brands` are the names on offer. */
export interface CardProblems {
  number?:
    | { code: 'empty' | 'incomplete' | 'wrong' | 'unknown' }
    | { code: 'not-offered'; brand: string; offered: readonly string[] }
  expiry?: { code: 'empty' | 'unreadable' | 'past' }
  cvv?: { digits: number }
}

export interface Expiry {
  readonly month: number
  readonly year: number
}

/** Reads "11 / 28", "11/2028" and "1128"; null where it is no month and year. */
export function parseExpiry(typed: string): Expiry | null {
  const parts =
    /^(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})$/.exec(typed.trim()) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(typed)
  if (!parts) return null
  const month = Number(parts[1])
  const year = Number(parts[2]) + (parts[2]?.length === 2 ? 2000 : 0)
  return month >= 1 && month <= 12 && year >= 2000 && year <= 2099 ? { month, year } : null
}

/** The choice on the page that takes the typed number; null while none does. */
export function chosenCard(number: string, offered: readonly Card[]): Card | null {
  const brand = brandOf(number)
  return brand && acceptedAs(brand, offered)
}

function numberProblem(number: string, offered: readonly Card[]): CardProblems['number'] {
  const digits = cardDigits(number)
  if (digits === '') return { code: 'empty' }
  const brand = brandOf(digits)
  if (brand === null) return { code: digits.length < 12 ? 'incomplete' : 'unknown' }
  if (acceptedAs(brand, offered) === null)
    return { code: 'not-offered', brand: CARDS[brand].name, offered: offered.map((card) => CARDS[card].name) }
  if (!lengthFits(brand, digits)) return { code: 'incomplete' }
  return luhnHolds(digits) ? undefined : { code: 'wrong' }
}

/** A card holds through the last day of its month. */
function expiryProblem(typed: string, today: IsoDate): CardProblems['expiry'] {
  if (typed.trim() === '') return { code: 'empty' }
  const expiry = parseExpiry(typed)
  if (!expiry) return { code: 'unreadable' }
  const last = `${expiry.year}-${String(expiry.month).padStart(2, '0')}`
  return last < today.slice(0, 7) ? { code: 'past' } : undefined
}

/** Everything that a payment page says of a card before it is sent; empty when nothing is wrong. */
export function cardProblems(card: CardEntry, offered: readonly Card[], today: IsoDate): CardProblems {
  const [number, expiry] = [numberProblem(card.number, offered), expiryProblem(card.expiry, today)]
  const digits = cvvLength(brandOf(card.number))
  const cvv = new RegExp(`^\\d{${digits}}$`).test(card.cvv) ? undefined : { digits }
  return { ...(number && { number }), ...(expiry && { expiry }), ...(cvv && { cvv }) }
}

/** The card as it is sent to PayPal; null unless it has been found right. */
export function cardDetails(card: CardEntry) {
  const expiry = parseExpiry(card.expiry)
  return expiry && { number: cardDigits(card.number), ...expiry, cvv: card.cvv }
}

/** PayPal's test cards of the brands on offer. */
export const testCardsFor = (offered: readonly Card[]) =>
  TEST_CARDS.filter(({ brand }) => acceptedAs(brand, offered) !== null)

/** A test card filled in, good for two years more, with a code that PayPal's test systems find right. */
export function filledTestCard(number: string, today: IsoDate): CardEntry {
  return {
    number: grouped(number),
    expiry: `${today.slice(5, 7)} / ${String(Number(today.slice(2, 4)) + 2).padStart(2, '0')}`,
    cvv: '123'.padStart(cvvLength(brandOf(number)), '0'),
  }
}
