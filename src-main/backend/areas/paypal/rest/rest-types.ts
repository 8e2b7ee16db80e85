import type { AtPaypal, Amount, BuyerStart, Order, Outcome, ReturnAddresses } from '../gateway/gateway.ts'
import type { Look, TakeBy } from '../payflow/payflow-types.ts'

export interface RestAccount {
  readonly clientId: string
  readonly clientSecret: string
}

export interface RestHosts {
  /** `https://api-m.paypal.com/` and its like, with the slash. */
  readonly api: URL
  /** Where PayPal's links may send a buyer: the host's origin. */
  readonly buyerOrigin: string
}

/** An order at PayPal, with the payment that came of it, if any. */
export interface RestOrder {
  readonly status: 'not-approved' | 'approved' | 'completed' | 'voided'
  /** What can still be captured or voided. */
  readonly authorization: string | null
  /** What can be refunded. */
  readonly capture: string | null
  /** `pending`: PayPal has not decided about the payment, or is refunding it. */
  readonly payment: 'none' | 'authorized' | 'captured' | 'voided' | 'refunded' | 'declined' | 'pending'
}

/** `pending`: PayPal has it, and has not carried it out yet. */
export type RestPaid = AtPaypal & { readonly pending: boolean }

/**
 * PayPal's REST interface: Orders v2 and Payments v2. `requestId` (1 to 108 characters) makes a call the same call for
 * PayPal for six hours, so a lost answer is asked for once more.
 */
export interface RestClient {
  /** Fetches a fresh access token. */
  check(): Promise<Outcome<Record<never, never>>>
  createOrder(
    order: Order,
    addresses: ReturnAddresses,
    by: TakeBy,
    look: Look,
    requestId: string,
  ): Promise<Outcome<BuyerStart>>
  /** Takes the money of an approved order; the number in the answer is the capture's. */
  captureOrder(id: string, requestId: string): Promise<Outcome<RestPaid>>
  /** Reserves the money of an approved order; the number in the answer is the authorization's. */
  authorizeOrder(id: string, requestId: string): Promise<Outcome<RestPaid>>
  capture(authorization: string, amount: Amount, requestId: string): Promise<Outcome<RestPaid>>
  /** Releases an authorization; PayPal has no number for it, so the authorization's is given back. */
  void(authorization: string, requestId: string): Promise<Outcome<AtPaypal>>
  refund(capture: string, amount: Amount, requestId: string): Promise<Outcome<RestPaid>>
  order(id: string): Promise<Outcome<RestOrder>>
}
