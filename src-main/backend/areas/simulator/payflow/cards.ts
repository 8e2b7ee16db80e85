import type { Clock } from '#backend/kernel/dependencies.ts'

type Brand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb'

/** The cards of PayPal's test host (Payflow developer guide); any other number is an error. */
export const TEST_CARDS: Readonly<Record<Brand, readonly string[]>> = {
  visa: ['4111111111111111', '4012888888881881', '4222222222222'],
  mastercard: [
    '5555555555554444',
    '5105105105105100',
    '2221000000000009',
    '2223000048400011',
    '2223016768739313',
  ],
  amex: ['378282246310005', '371449635398431', '378734493671000'],
  discover: ['6011111111111117', '6011000990139424'],
  diners: ['30569309025904'],
  jcb: ['3530111333300000', '3566002020360505'],
}

export interface Refused {
  readonly result: number
  readonly message: string
}

const brandOf = (number: string): Brand | null =>
  (Object.keys(TEST_CARDS) as Brand[]).find((brand) => TEST_CARDS[brand].includes(number)) ?? null

/** Maestro and Switch, which need a start date or an issue number in the United Kingdom. */
const isMaestro = (number: string): boolean => /^(5018|5020|5038|5641|6304|6333|6759|676[1-7])/.test(number)

const UK_BRANDS: readonly Brand[] = ['visa', 'mastercard']
const isUk = (fields: ReadonlyMap<string, string>): boolean => /^paypaluk$/i.test(fields.get('PARTNER') ?? '')

/** The brands that the merchant of a call takes: the United Kingdom's partner has Visa and MasterCard only. */
export const brandsOf = (fields: ReadonlyMap<string, string>): readonly Brand[] =>
  isUk(fields) ? UK_BRANDS : (Object.keys(TEST_CARDS) as Brand[])

/** What is wrong with the card, or null. */
export function cardProblem(fields: ReadonlyMap<string, string>, clock: Clock): Refused | null {
  const number = fields.get('ACCT') ?? ''
  if (isUk(fields) && isMaestro(number) && !fields.get('CARDSTART') && !fields.get('CARDISSUE'))
    return { result: 7, message: 'Field format error: CARDSTART or CARDISSUE must be present' }
  const brand = brandOf(number)
  if (!brand) return { result: 23, message: 'Invalid account number' }
  if (!brandsOf(fields).includes(brand))
    return { result: 25, message: 'Invalid Host Mapping: card type not enabled' }
  if (isExpired(fields.get('EXPDATE') ?? '', clock)) return { result: 24, message: 'Invalid expiration date' }
  return null
}

/** MMYY; a year more than 30 ahead is of the century before. */
function isExpired(text: string, clock: Clock): boolean {
  const [, month = '', year = ''] = /^(0[1-9]|1[0-2])(\d\d)$/.exec(text) ?? []
  if (month === '') return true
  const now = new Date(clock.now())
  const ahead = Number(year) - (now.getUTCFullYear() % 100)
  if (ahead > 30 || ahead < 0) return true
  return ahead === 0 && Number(month) < now.getUTCMonth() + 1
}

export interface Matches {
  readonly street: string
  readonly zip: string
  /** Null where no CVV2 was sent. */
  readonly cvv: string | null
}

/** The answers of the address and card checks, by the test host's rules. */
export function matchesOf(fields: ReadonlyMap<string, string>): Matches {
  const street = byRange(
    /^\d{1,3}/.exec(fields.get('STREET') ?? fields.get('BILLTOSTREET') ?? '')?.[0],
    333,
    666,
  )
  const zip = byRange(/^\d{5}/.exec(fields.get('ZIP') ?? fields.get('BILLTOZIP') ?? '')?.[0], 50_000, 99_999)
  const cvv = fields.get('CVV2') ?? ''
  return {
    street,
    zip: street === 'X' ? 'X' : zip,
    cvv: !/^\d{3,4}$/.test(cvv) || Number(cvv) === 0 ? null : byRange(cvv, 300, 600),
  }
}

function byRange(digits: string | undefined, lastMatch: number, lastMismatch: number): string {
  if (digits === undefined || Number(digits) > lastMismatch) return 'X'
  return Number(digits) <= lastMatch ? 'Y' : 'N'
}
