import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { AnswerCode, AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'

/** Whole minor units as PayPal counts them (`paymentDecimals`). */
export interface Amount {
  readonly minor: number
  readonly currency: PaymentCurrency
}

/** What is to be paid. `reference` is ours and unique for each attempt: an inquiry finds the attempt by it. */
export interface Order {
  readonly amount: Amount
  readonly description: string
  readonly reference: string
}

export interface CardDetails {
  readonly number: string
  readonly month: number
  readonly year: number
  readonly cvv: string
}

/** How one call ended. Only `unknown` leaves open whether money moved. `pairs` is PayPal's own answer, where one was read. */
export type Outcome<Done> =
  | { readonly kind: 'done'; readonly done: Done; readonly pairs: readonly AnswerPair[] }
  | { readonly kind: 'refused'; readonly code: AnswerCode; readonly pairs: readonly AnswerPair[] }
  /** Nothing of it can have reached PayPal. */
  | { readonly kind: 'not-sent'; readonly code: AnswerCode; readonly pairs?: readonly AnswerPair[] }
  /** It was sent, and no answer can be believed. `inquire` with the same order finds out. */
  | { readonly kind: 'unknown'; readonly code: AnswerCode; readonly pairs?: readonly AnswerPair[] }

/** PayPal's own code and text in an outcome, whatever it is: a person sees them beside what they mean. */
export const pairsIn = ({ pairs = [] }: Pick<Outcome<unknown>, 'pairs'>): readonly AnswerPair[] => pairs

/** A payment at PayPal, by PayPal's number of it. */
export interface AtPaypal {
  readonly transaction: string
}

/** Where the buyer approves, and the token that names the approval. */
export interface BuyerStart {
  readonly token: string
  readonly buyerUrl: string
  /** Sent by POST where PayPal's page wants that; null for a plain address. */
  readonly form: Readonly<Record<string, string>> | null
}

/** What the buyer came back with: the query, or the posted fields, of the return address. */
export type Returned = Readonly<Record<string, string>>

/**
 * What an inquiry found. `held`: reserved and under PayPal's review, so it is to be released and never taken; `pending`:
 * PayPal has not decided yet, so it is asked again.
 */
export type Found =
  | { readonly state: 'none' }
  | {
      readonly state: 'authorized' | 'captured' | 'voided' | 'refunded' | 'declined' | 'held' | 'pending'
      readonly transaction: string
    }

export interface ReturnAddresses {
  readonly returnUrl: string
  readonly cancelUrl: string
}

/**
 * One account at one of PayPal's products, whatever its protocol (SPEC 7). `requestId` names the call for PayPal: the
 * same again is the same call, so a call with the same number can never charge twice. What the product cannot do is
 * refused with `type-not-supported`.
 */
export interface Gateway {
  readonly destination: Destination
  /** Asks whether the account works, without moving money. */
  check(requestId: string): Promise<Outcome<Record<never, never>>>
  authorize(order: Order, card: CardDetails, requestId: string): Promise<Outcome<AtPaypal>>
  capture(authorization: AtPaypal, order: Order, requestId: string): Promise<Outcome<AtPaypal>>
  void(transaction: AtPaypal, requestId: string): Promise<Outcome<AtPaypal>>
  refund(transaction: AtPaypal, order: Order, requestId: string): Promise<Outcome<AtPaypal>>
  /** The buyer pays through the PayPal login. */
  startExpress(order: Order, addresses: ReturnAddresses, requestId: string): Promise<Outcome<BuyerStart>>
  /** Takes the money after the buyer's approval: authorized, or captured at once where `captured` says so. */
  finishExpress(
    order: Order,
    start: BuyerStart,
    returned: Returned,
    requestId: string,
  ): Promise<Outcome<AtPaypal & { readonly captured: boolean }>>
  /** PayPal's own page takes the card. */
  startHosted(order: Order, addresses: ReturnAddresses, requestId: string): Promise<Outcome<BuyerStart>>
  /** What the buyer came back with is hearsay: it is confirmed by an inquiry before it is believed. */
  finishHosted(
    order: Order,
    start: BuyerStart,
    returned: Returned,
    requestId: string,
  ): Promise<Outcome<AtPaypal & { readonly captured: boolean }>>
  /** What happened to the order, asked by its reference (and token, where the protocol finds it by that). */
  inquire(order: Order, token: string | null, requestId: string): Promise<Outcome<Found>>
}
