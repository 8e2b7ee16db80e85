import type {
  AtPaypal,
  Amount,
  BuyerStart,
  Order,
  Outcome,
  ReturnAddresses,
  Taken,
} from '../gateway/gateway.ts'
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
  /** What PayPal has taken and not completed. */
  readonly pendingCapture: string | null
  readonly payment:
    'none' | 'authorized' | 'captured' | 'voided' | 'refunding' | 'refunded' | 'declined' | 'pending'
  /** Why a pending payment is that, in PayPal's own word; null for any other. */
  readonly reason: string | null
}

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
  captureOrder(id: string, requestId: string): Promise<Outcome<Taken>>
  /** Reserves the money of an approved order; the number in the answer is the authorization's. */
  authorizeOrder(id: string, requestId: string): Promise<Outcome<Taken>>
  capture(authorization: string, amount: Amount, requestId: string): Promise<Outcome<Taken>>
  /** Releases an authorization; PayPal has no number for it, so the authorization's is given back. */
  void(authorization: string, requestId: string): Promise<Outcome<AtPaypal>>
  /** `null` is all that is left: without an amount PayPal gives back what earlier refunds have not. */
  refund(capture: string, amount: Amount | null, requestId: string): Promise<Outcome<Taken>>
  order(id: string): Promise<Outcome<RestOrder>>
}
