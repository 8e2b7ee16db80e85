import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { createBoundedMap } from './bounded-map.ts'
import type { Ids } from './ids.ts'
import { HOUR } from './simulator-dependencies.ts'

/** A token lasts 3 hours. */
const LIFETIME = 3 * HOUR

export interface NewApproval {
  readonly merchant: string
  /** What the buyer reads as the seller. */
  readonly shop: string
  readonly description: string
  readonly reference: string | null
  readonly action: 'authorization' | 'sale'
  readonly minor: number
  readonly currency: PaymentCurrency
  readonly returnUrl: URL
  readonly cancelUrl: URL
  /** PayPal's LOCALECODE or REST's locale. */
  readonly locale: string | null
  /** What REST gives back as it was given; the other protocols have none. */
  readonly unit?: PurchaseUnit
}

/** What a merchant says of a purchase beside what is paid by it. Only an invoice number is used once. */
export interface PurchaseUnit {
  readonly referenceId: string
  readonly customId: string | null
  /** The way to pay was named with the order: the buyer is sent to PayPal to approve it. */
  readonly isByPaypal: boolean
}

/** Why PayPal does not complete a payment: the buyer pays from a bank account, or PayPal wants to look at it. */
export type PendingKind = 'echeck' | 'review'

/** A payment that a buyer is asked to approve on PayPal's page. */
export interface Approval extends NewApproval {
  readonly token: string
  readonly at: number
  state: 'open' | 'approved' | 'cancelled' | 'completed'
  /** Of the buyer, 13 characters. */
  readonly payerId: string
  /** The buyer's own bank will say no. */
  declined: boolean
  /** What PayPal will do in place of completing the payment. */
  pending: PendingKind | null
  attempts: number
  /** PayPal's number of the payment, once completed. */
  transaction: string | null
}

export interface Approvals {
  start(approval: NewApproval, token: string): Approval
  /** Expired ones too; null where there never was one. */
  get(token: string): Approval | null
  isExpired(approval: Approval): boolean
  /** Other terms of a purchase that is not paid yet. */
  change(approval: Approval, terms: Partial<NewApproval>): void
}

export function createApprovals({ clock, ids, keep }: { clock: Clock; ids: Ids; keep: number }): Approvals {
  const approvals = createBoundedMap<Approval>(keep)
  return {
    start(asked, token) {
      const approval: Approval = {
        ...asked,
        token,
        at: clock.now(),
        state: 'open',
        payerId: ids.account(),
        declined: false,
        pending: null,
        attempts: 0,
        transaction: null,
      }
      approvals.set(token, approval)
      return approval
    },
    get: (token) => approvals.get(token) ?? null,
    change: (approval, terms) => void Object.assign(approval, terms),
    isExpired: (approval) => approval.state !== 'completed' && clock.now() - approval.at >= LIFETIME,
  }
}

/** The buyer that every approval has. */
export const BUYER = { email: 'buyer@example.com', first: 'Test', last: 'Buyer', country: 'NO' } as const

/** Where a person may be sent back to: an absolute web address without credentials; null for anything else. */
export function returnAddress(text: string | undefined): URL | null {
  const url = URL.parse(text ?? '')
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null
  return url
}

/** The address with more in its query. */
export function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  const result = new URL(url)
  for (const [name, value] of Object.entries(query)) result.searchParams.set(name, value)
  return result
}
