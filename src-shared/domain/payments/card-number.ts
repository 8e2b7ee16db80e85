import type { Card } from '../commerce/cards.ts'

/** The brands that a number can identify; `visa-debit-electron` is chosen in the UK product and has Visa's numbers. */
export type CardBrand = Exclude<Card, 'visa-debit-electron'>

export const cardDigits = (typed: string): string => typed.replace(/\D/g, '')

/** First digits (each from–to, of equal length) and lengths, as ISO 7812 and the brands publish them. */
const BRANDS: Record<CardBrand, { ranges: readonly [number, number][]; lengths: readonly number[] }> = {
  visa: { ranges: [[4, 4]], lengths: [13, 16, 19] },
  mastercard: {
    ranges: [
      [51, 55],
      [2221, 2720],
    ],
    lengths: [16],
  },
  amex: {
    ranges: [
      [34, 34],
      [37, 37],
    ],
    lengths: [15],
  },
  discover: {
    ranges: [
      [6011, 6011],
      [644, 649],
      [65, 65],
      [622126, 622925],
    ],
    lengths: [16, 17, 18, 19],
  },
  diners: {
    ranges: [
      [300, 305],
      [3095, 3095],
      [36, 36],
      [38, 39],
    ],
    lengths: [14, 15, 16, 17, 18, 19],
  },
  jcb: { ranges: [[3528, 3589]], lengths: [16, 17, 18, 19] },
}
const CARD_BRANDS = Object.keys(BRANDS) as CardBrand[]

/** The brand that a number begins like, also while it is being typed; null where it is none, or too short to decide. */
export function brandOf(number: string): CardBrand | null {
  const digits = cardDigits(number)
  const fits = ([from, to]: readonly [number, number]) => {
    const { length } = String(from)
    const start = Number(digits.slice(0, length))
    return digits.length >= length && start >= from && start <= to
  }
  return CARD_BRANDS.find((brand) => BRANDS[brand].ranges.some(fits)) ?? null
}

/** The choice on the payment page that takes cards of `brand`; null where it is not on offer. */
export function acceptedAs(brand: CardBrand, offered: readonly Card[]): Card | null {
  if (offered.includes(brand)) return brand
  return brand === 'visa' && offered.includes('visa-debit-electron') ? 'visa-debit-electron' : null
}

/** True when the check digit is right (Luhn, ISO 7812). */
export function luhnHolds(number: string): boolean {
  const digits = cardDigits(number)
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (n > 9 ? n - 9 : n)
  }, 0)
  return digits !== '' && sum % 10 === 0
}

/** True when a number of `brand` can be as long as this one. */
export const lengthFits = (brand: CardBrand, number: string): boolean =>
  BRANDS[brand].lengths.includes(cardDigits(number).length)

/** How many digits the code on the card has. */
export const cvvLength = (brand: CardBrand | null): 3 | 4 => (brand === 'amex' ? 4 : 3)

/** The number in the groups printed on the card: 4-6-5 for AMEX, 4-6-4 for Diners Club, else fours. */
export function grouped(number: string): string {
  const digits = cardDigits(number).slice(0, 19)
  const brand = brandOf(digits)
  const long = brand === 'amex' || (brand === 'diners' && digits.length <= 14)
  const groups = long ? /^(\d{1,4})(\d{1,6})?(\d+)?$/.exec(digits)?.slice(1) : digits.match(/\d{1,4}/g)
  return (groups ?? []).filter(Boolean).join(' ')
}

/** PayPal's test cards (Payflow developer guide). Other numbers are errors in the sandbox. */
export const TEST_CARDS: readonly { readonly brand: CardBrand; readonly number: string }[] = [
  { brand: 'visa', number: '4111111111111111' },
  { brand: 'visa', number: '4012888888881881' },
  { brand: 'visa', number: '4222222222222' },
  { brand: 'mastercard', number: '5555555555554444' },
  { brand: 'mastercard', number: '5105105105105100' },
  { brand: 'mastercard', number: '2221000000000009' },
  { brand: 'mastercard', number: '2223000048400011' },
  { brand: 'mastercard', number: '2223016768739313' },
  { brand: 'amex', number: '378282246310005' },
  { brand: 'amex', number: '371449635398431' },
  { brand: 'amex', number: '378734493671000' },
  { brand: 'discover', number: '6011111111111117' },
  { brand: 'discover', number: '6011000990139424' },
  { brand: 'diners', number: '30569309025904' },
  { brand: 'jcb', number: '3530111333300000' },
  { brand: 'jcb', number: '3566002020360505' },
]
