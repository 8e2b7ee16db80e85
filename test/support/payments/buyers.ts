import type { PurchaseInput } from '#shared/contract/payments.ts'
import { priceWith } from '#shared/domain/price.ts'
import { VISA } from './shop.ts'

/** What the test and its buyers, who live in a process that is killed, say to each other. */
export type ToBuyers = { readonly do: 'pay'; readonly todo: readonly number[] } | { readonly do: 'settle' }
export type FromBuyers =
  { readonly ready: true } | { readonly begun: number } | { readonly ended: number; readonly state: string }

/** Codes with uses enough for all, and some that all would like to have the last use of. */
export const CODES = Array.from({ length: 20 }, (_, i) => `HOST-${i}`)
export const SCARCE = Array.from({ length: 10 }, (_, i) => `SISTE-${i}`)

const DISCOUNT = { kind: 'percent', hundredths: 2500 } as const

/** The bank declines what ends at 1,112.00 (Payflow's amounts), so some full prices lead there. */
const fullOf = (index: number): number => (index % 19 === 0 ? 148_267 : 10_000 + (index % 977))

function codeOf(index: number): string | undefined {
  if (index % 5 === 0) return undefined
  const codes = index % 11 === 0 ? SCARCE : CODES
  return codes[index % codes.length]
}

/** What the buyer with this number buys, the same however often it is asked. */
export function purchaseFor(index: number): PurchaseInput {
  const code = codeOf(index)
  return {
    service: 'events',
    item: 'live-events',
    description: `Kjøp ${index}`,
    full: fullOf(index),
    ...(code && { code }),
  }
}

export function priceOf(index: number): number {
  const full = fullOf(index)
  return codeOf(index) === undefined ? full : (priceWith(full, 'USD', DISCOUNT)?.pay ?? full)
}

export const payRequest = (index: number) => ({
  purchase: purchaseFor(index),
  with: { kind: 'card', card: VISA } as const,
  requestId: `buyer-number-${index}`,
})
