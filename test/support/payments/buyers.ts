import type { PayWith, PurchaseInput } from '#shared/contract/payments.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Service } from '#shared/domain/services.ts'
import { priceWith } from '#shared/domain/price.ts'
import { VISA } from './shop.ts'

/** What the test and its buyers, who live in a process that is killed, say to each other. */
export type ToBuyers = { readonly do: 'pay'; readonly todo: readonly number[] } | { readonly do: 'settle' }
export type FromBuyers =
  { readonly ready: true } | { readonly begun: number } | { readonly ended: number; readonly state: string }

/** Each service has codes with uses enough for all, and some that all would like to have the last use of. */
export const CODES: Readonly<Record<Service, readonly string[]>> = {
  events: Array.from({ length: 20 }, (_, i) => `HOST-${i}`),
  training: Array.from({ length: 20 }, (_, i) => `KURS-${i}`),
}
export const SCARCE: Readonly<Record<Service, readonly string[]>> = {
  events: Array.from({ length: 10 }, (_, i) => `SISTE-${i}`),
  training: Array.from({ length: 10 }, (_, i) => `RESTEN-${i}`),
}

/** One service sells through Payflow, the other through PayPal's two other products by turns. */
export const PAYFLOW: ProviderId = 'payflow-pro'
export const OTHERS: readonly ProviderId[] = ['paypal-checkout-rest', 'express-checkout-us']

const DISCOUNT = { kind: 'percent', hundredths: 2500 } as const

/** Cards, the PayPal login through Payflow, and the login elsewhere. */
export const wayOf = (index: number): { service: Service; with: Exclude<PayWith, 'hosted' | 'free'> } => {
  if (index % 4 === 1) return { service: 'events', with: 'express' }
  return index % 2 === 0 ? { service: 'events', with: 'card' } : { service: 'training', with: 'express' }
}

/** The bank declines what ends at 1,112.00 (Payflow's amounts) and holds 1,126.00, so some full prices lead there. */
const fullOf = (index: number): number =>
  index % 19 === 0 ? 148_267 : index % 31 === 0 ? 150_134 : 10_000 + (index % 977)

function codeOf(index: number): string | undefined {
  if (index % 5 === 0) return undefined
  const { service } = wayOf(index)
  const codes = index % 11 === 0 ? SCARCE[service] : CODES[service]
  return codes[index % codes.length]
}

/** What the buyer decides on PayPal's page. */
export function decisionOf(index: number): string {
  if (index % 37 === 0) return 'cancel'
  if (index % 29 === 0) return 'decline'
  if (index % 13 === 0) return 'review'
  return index % 17 === 0 ? 'echeck' : 'approve'
}

/** What the buyer with this number buys, the same however often it is asked. */
export function purchaseFor(index: number): PurchaseInput {
  const code = codeOf(index)
  const { service } = wayOf(index)
  return {
    service,
    item: service === 'events' ? 'live-events' : 'live-sessions',
    description: `Kjøp ${index}`,
    full: fullOf(index),
    ...(code && { code }),
  }
}

export function priceOf(index: number): number {
  const full = fullOf(index)
  return codeOf(index) === undefined ? full : (priceWith(full, 'USD', DISCOUNT)?.pay ?? full)
}

export function payRequest(index: number) {
  const way = wayOf(index).with
  return {
    purchase: purchaseFor(index),
    with: way === 'card' ? { kind: way, card: VISA } : { kind: way },
    requestId: `buyer-number-${index}`,
  } as const
}
