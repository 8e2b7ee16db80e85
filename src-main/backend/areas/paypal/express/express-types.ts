import type { Amount, BuyerStart, Order, Outcome, ReturnAddresses, Taken } from '../gateway/gateway.ts'
import type { Look, TakeBy } from '../payflow/payflow-types.ts'

/** Who calls, and in whose name. */
export interface ExpressAccount {
  readonly userName: string
  readonly password: string
  readonly signature: string
  /** The e-mail address of the merchant who gave permission (SUBJECT); null where the account is the merchant's own. */
  readonly subject: string | null
  /** What the Permissions service gave: calls are then signed with it, in place of signature and subject. */
  readonly grant?: { readonly token: string; readonly tokenSecret: string } | null
}

export interface ExpressHosts {
  /** `…/nvp` */
  readonly api: URL
  /** `…/cgi-bin/webscr` */
  readonly buyerPage: URL
}

/** What PayPal says of a token. `transaction` is null until it is paid. */
export interface ExpressDetails {
  readonly payerId: string | null
  readonly state: 'not-paid' | 'in-progress' | 'failed' | 'paid'
  readonly transaction: string | null
}

/** What happened to a payment that PayPal has a number for. */
export type ExpressPayment =
  | { readonly state: 'paid' | 'refunded' | 'not-paid' }
  /** PayPal has it, and does not pay it out yet: PENDINGREASON, or PAYMENTSTATUS where that says why. */
  | { readonly state: 'pending'; readonly reason: string }

/**
 * Express Checkout. The NVP interface has no request IDs: a token can be paid once, so `details` says what happened
 * to `finish`, and a full refund cannot be made twice.
 */
export interface ExpressClient {
  /** Asks for a token that nobody will use, in the merchant's name. */
  check(amount: Amount): Promise<Outcome<Record<never, never>>>
  start(order: Order, addresses: ReturnAddresses, by: TakeBy, look: Look): Promise<Outcome<BuyerStart>>
  details(token: string): Promise<Outcome<ExpressDetails>>
  /** What happened to a payment: a number alone does not say that it is paid. */
  payment(transaction: string): Promise<Outcome<ExpressPayment>>
  finish(order: Order, token: string, payerId: string, by: TakeBy): Promise<Outcome<Taken>>
  /** All of it. The number in the answer is the refund's, or the payment's where it was refunded before. */
  refund(transaction: string): Promise<Outcome<Taken>>
}
