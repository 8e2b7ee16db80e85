import { z } from 'zod'

/** The card brands that PayPal's products take. Visa/Debit/Electron is one choice in the UK product. */
export const cardSchema = z.enum([
  'visa',
  'mastercard',
  'amex',
  'discover',
  'diners',
  'jcb',
  'visa-debit-electron',
])
export type Card = z.output<typeof cardSchema>

/** Brand names as the source document has them, and the two letters of the neutral card mark. */
export const CARDS: Record<Card, { name: string; mark: string }> = {
  visa: { name: 'Visa', mark: 'VI' },
  mastercard: { name: 'MasterCard', mark: 'MC' },
  amex: { name: 'AMEX', mark: 'AX' },
  discover: { name: 'Discover', mark: 'DI' },
  diners: { name: 'Diners Club', mark: 'DC' },
  jcb: { name: 'JCB', mark: 'JC' },
  'visa-debit-electron': { name: 'Visa/Debit/Electron', mark: 'VI' },
}
