/** The currencies that a promo code's fixed discount may have. */
export const CURRENCIES = ['USD', 'CAD', 'GBP'] as const
export type Currency = (typeof CURRENCIES)[number]

/** Decimals of the minor unit, as ISO 4217 has them. */
export const DECIMALS: Record<Currency, number> = { USD: 2, CAD: 2, GBP: 2 }

/** An amount in whole minor units (cents, pence), so that nothing is ever rounded by accident. */
export interface Money {
  minor: number
  currency: Currency
}

/** What a typed number can be wrong about. */
export type DecimalProblem = 'empty' | 'not-a-number' | 'too-many-decimals' | 'too-large'

/**
 * Reads what a person types as a decimal number: comma or point as decimal mark, spaces (also no-break and thin)
 * between groups. Returns whole units of `decimals` places: "12,5" with two decimals is 1250.
 */
export function parseDecimal(
  text: string,
  decimals: number,
): { units: number } | { problem: DecimalProblem } {
  const compact = text.replace(/[\s\u00a0\u202f']/g, '')
  if (compact === '') return { problem: 'empty' }
  const parts = /^(\d+)(?:[.,](\d*))?$/.exec(compact)
  if (!parts) return { problem: 'not-a-number' }
  const fraction = (parts[2] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return { problem: 'too-many-decimals' }
  const units = Number((parts[1] ?? '') + fraction.padEnd(decimals, '0'))
  if (!Number.isSafeInteger(units) || units > 1e12) return { problem: 'too-large' }
  return { units }
}
