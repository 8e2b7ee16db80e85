import type { PayWith } from '#shared/contract/payments.ts'
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

/** And how the buyer paid: what was paid through the PayPal login is captured, voided and refunded as such. */
export interface PaidAtPaypal extends AtPaypal {
  readonly paidWith: PayWith
}

/** What PayPal has reserved, taken or given back. */
export interface Taken extends AtPaypal {
  /** PayPal's own word for why it has not completed it (`domain/payments/pending-reasons.ts`); null where it has. */
  readonly pending: string | null
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
 * What an inquiry found. `pending`: PayPal has it and has not completed it, so that nothing of it may be taken, and it is
 * asked again; `refunding`: the same of money on its way back. Their number is empty where PayPal has none yet.
 */
export type Found =
  | { readonly state: 'none' }
  | {
      readonly state: 'authorized' | 'captured' | 'voided' | 'refunding' | 'refunded' | 'declined'
      readonly transaction: string
    }
  | { readonly state: 'pending'; readonly transaction: string; readonly reason: string }

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
  authorize(order: Order, card: CardDetails, requestId: string): Promise<Outcome<Taken>>
  capture(authorization: PaidAtPaypal, order: Order, requestId: string): Promise<Outcome<Taken>>
  void(transaction: PaidAtPaypal, requestId: string): Promise<Outcome<AtPaypal>>
  refund(transaction: PaidAtPaypal, order: Order, requestId: string): Promise<Outcome<Taken>>
  /** The buyer pays through the PayPal login. */
  startExpress(order: Order, addresses: ReturnAddresses, requestId: string): Promise<Outcome<BuyerStart>>
  /** Takes the money after the buyer's approval: authorized, or captured at once where `captured` says so. */
  finishExpress(
    order: Order,
    start: BuyerStart,
    returned: Returned,
    requestId: string,
  ): Promise<Outcome<Taken & { readonly captured: boolean }>>
  /** PayPal's own page takes the card. */
  startHosted(order: Order, addresses: ReturnAddresses, requestId: string): Promise<Outcome<BuyerStart>>
  /** What the buyer came back with is hearsay: it is confirmed by an inquiry before it is believed. */
  finishHosted(
    order: Order,
    start: BuyerStart,
    returned: Returned,
    requestId: string,
  ): Promise<Outcome<Taken & { readonly captured: boolean }>>
  /** What happened to the order, asked by its reference (and token, where the protocol finds it by that). */
  inquire(order: Order, token: string | null, requestId: string): Promise<Outcome<Found>>
}
