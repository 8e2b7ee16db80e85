import type {
  Amount,
  BuyerStart,
  CardDetails,
  Found,
  Order,
  Outcome,
  ReturnAddresses,
  Taken,
} from '../gateway/gateway.ts'

/** A merchant's account at the Payflow gateway; PayPal treats all four as case-sensitive. */
export interface PayflowAccount {
  readonly partner: string
  readonly vendor: string
  readonly user: string
  readonly password: string
}

/** Where Payflow is: PayPal's live or test hosts, or the simulator. */
export interface PayflowHosts {
  /** Takes the names and values, by POST. */
  readonly transactions: URL
  /** The page that takes the card; the buyer's browser posts the secure token there. */
  readonly hostedPage: URL
  /** PayPal's login page for Express Checkout, `…/cgi-bin/webscr`. */
  readonly expressPage: URL
  /** Whether the hosted page gets `MODE=TEST`. */
  readonly test: boolean
}

/** The longest reference that an inquiry finds (CUSTREF): letters and figures only. */
export const MAX_PAYFLOW_REFERENCE = 12

/** How the buyer's money is taken: at once, or reserved first. What is begun with one cannot be ended with the other. */
export type TakeBy = 'sale' | 'authorization'

/** A card, or PayPal: what follows a payment names what the payment was made with. */
export type Tender = 'C' | 'P'

/** What PayPal's own pages show of the merchant. */
export interface Look {
  readonly brandName?: string | undefined
  /** `nb_NO` or `en_US`. */
  readonly locale?: string | undefined
}

/** `pending`: RESULT 126 or 127 where the fraud filters hold it, else PENDINGREASON, such as `echeck`. */
export interface PayflowPaid extends Taken {
  /** PayPal had this request ID already, and repeated its first answer. */
  readonly repeated: boolean
}

/** By our reference (CUSTREF), PayPal's number (PNREF), or the secure token of a hosted page. */
export type PayflowQuestion =
  { readonly reference: string } | { readonly transaction: string } | { readonly secureToken: string }

/**
 * Payflow over names and values. `requestId` (1 to 32 printable characters) makes a call the same call for PayPal for at
 * least 30 days: it answers what it answered first and charges nothing again, so a lost answer is asked for once more. An
 * inquiry wants a new one each time, or it would receive the old answer.
 */
export interface PayflowClient {
  /** Asks whether the account works: a secure token for nothing, which moves no money and needs no card. */
  check(requestId: string): Promise<Outcome<Record<never, never>>>
  authorize(order: Order, card: CardDetails, requestId: string): Promise<Outcome<PayflowPaid>>
  sale(order: Order, card: CardDetails, requestId: string): Promise<Outcome<PayflowPaid>>
  /** Delayed capture; its own number is the one to void or refund by, and the one that an inquiry by reference finds. */
  capture(
    authorization: string,
    order: Order,
    tender: Tender,
    requestId: string,
  ): Promise<Outcome<PayflowPaid>>
  /** With PayPal only of orders and authorizations. */
  void(transaction: string, tender: Tender, requestId: string): Promise<Outcome<PayflowPaid>>
  refund(
    transaction: string,
    amount: Amount,
    tender: Tender,
    requestId: string,
  ): Promise<Outcome<PayflowPaid>>
  /** What happened to a payment. Asked by the authorization's number, a captured one is reported with that number. */
  inquire(question: PayflowQuestion, requestId: string): Promise<Outcome<Found>>
  /** Express Checkout through Payflow (TENDER=P): Set, then the buyer, then Get and Do. */
  startExpress(
    order: Order,
    addresses: ReturnAddresses,
    by: TakeBy,
    look: Look,
    requestId: string,
  ): Promise<Outcome<BuyerStart>>
  /** `payerId` is null while the buyer has not approved. */
  expressDetails(
    token: string,
    by: TakeBy,
    requestId: string,
  ): Promise<Outcome<{ readonly payerId: string | null }>>
  finishExpress(
    order: Order,
    token: string,
    payerId: string,
    by: TakeBy,
    requestId: string,
  ): Promise<Outcome<PayflowPaid>>
  /** A secure token for PayPal's own page; good once, for 30 minutes. The token is in `form` only. */
  startHosted(
    order: Order,
    addresses: ReturnAddresses,
    by: TakeBy,
    look: Look,
    requestId: string,
  ): Promise<Outcome<BuyerStart>>
}
