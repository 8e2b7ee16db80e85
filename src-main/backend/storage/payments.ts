import type { PaymentState, PayWith, Step } from '#shared/contract/payments.ts'
import type { Card } from '#shared/domain/commerce/cards.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { CodeToCheck } from '#shared/domain/payments/promo-check.ts'
import type { AppliesTo, Mode, Service } from '#shared/domain/services.ts'

/** Money is in whole minor units of `currency`, as PayPal counts them. */
export interface NewPayment {
  /** Made by the window: the same again is the same payment. */
  readonly requestId: string
  /** Ours, sent to PayPal: an inquiry finds the attempt by it. */
  readonly reference: string
  /** In UTC milliseconds, as all times here. */
  readonly at: number
  readonly service: Service
  readonly mode: Mode
  /** Whose account and options the payment is made with, whatever is saved later. */
  readonly revision: number
  readonly provider: ProviderId
  readonly destination: Destination
  readonly paidWith: PayWith
  readonly cardBrand: Card | null
  readonly cardLastFour: string | null
  readonly item: Exclude<AppliesTo, 'everything'>
  readonly description: string
  readonly full: number
  readonly off: number
  readonly pay: number
  readonly currency: PaymentCurrency
  readonly codeId: number | null
  readonly code: string | null
  readonly state: PaymentState
  /** While a use of the code is kept for this payment. */
  readonly held: boolean
  /** While PayPal has to be asked what happened to it. */
  readonly open: boolean
  /** Names the buyer's approval at PayPal; null where it is a secret (PayPal's own card page). */
  readonly token: string | null
  /** Until then somebody may still pay on a page of PayPal's that was given up here. */
  readonly payableUntil: number | null
  /** PayPal's numbers of it. */
  readonly authorizationTransaction: string | null
  readonly captureTransaction: string | null
  /** PayPal's own word for why it has not completed the payment; null once it has, or has not begun. */
  readonly pendingReason: string | null
}

export interface StoredPayment extends NewPayment {
  readonly id: number
  /** In the order of their numbers. */
  readonly steps: readonly StoredStep[]
}

/** One step with PayPal's answer, and the number under which it was sent. */
export interface StoredStep {
  readonly number: number
  readonly kind: Step['kind']
  readonly state: Step['state']
  readonly code: Step['code']
  readonly pairs: readonly AnswerPair[]
  readonly at: number
  readonly tookMs: number | null
  /** The number under which the call was sent: the same again is the same call. */
  readonly requestId: string | null
}

export interface PaymentChange extends Partial<
  Pick<
    NewPayment,
    | 'state'
    | 'held'
    | 'open'
    | 'token'
    | 'payableUntil'
    | 'authorizationTransaction'
    | 'captureTransaction'
    | 'pendingReason'
  >
> {
  /** Each takes the place of the one that has its number. */
  readonly steps?: readonly StoredStep[]
}

/** A promo code as a payment looks at it. */
export interface CodeForSale extends CodeToCheck {
  readonly id: number
  readonly code: string
}

/** A payment that is over, with its steps, whose code was redeemed when it ended. */
export interface RedeemedPayment extends NewPayment {
  readonly steps: readonly StoredStep[]
}

export interface Redemption {
  readonly paymentId: number
  readonly codeId: number
  readonly mode: Mode
  readonly at: number
  /** Whether the payment holds the use still. */
  readonly isHeld: boolean
}

/** A test transaction, and the revision whose settings it was made with. */
export type TestPayment = Pick<
  StoredPayment,
  'id' | 'at' | 'service' | 'revision' | 'provider' | 'destination' | 'state'
>

export interface PaymentsReader {
  find(id: number): Promise<StoredPayment | undefined>
  findByRequest(requestId: string): Promise<StoredPayment | undefined>
  /** Payments with a number below `before`, the newest first. */
  list(page: {
    service?: Service | undefined
    mode?: Mode | undefined
    before?: number | undefined
    limit: number
  }): Promise<StoredPayment[]>
  count(of: { service?: Service | undefined; mode?: Mode | undefined }): Promise<number>
  /** Of each revision the newest test transaction with the provider, the newest first. */
  newestTests(services: readonly Service[], provider: ProviderId): Promise<TestPayment[]>
  /** The numbers of the payments of which PayPal has to be asked, the oldest first. */
  open(): Promise<number[]>
  /** The code that was typed, in any case. Uses that are held for payments under way count as used. */
  findCodeForSale(code: string): Promise<CodeForSale | undefined>
}

export interface PaymentsWriter {
  /** Answers with the payment under its number. */
  add(payment: NewPayment): Promise<StoredPayment>
  /** Answers with the payment as it is then. */
  change(id: number, change: PaymentChange): Promise<StoredPayment>
  /**
   * The held use becomes a redemption: once, since a payment has at most one. Where the hold ended meanwhile (the
   * service was published, and tests do not count in production), or the code is gone, it is recorded as given back at
   * once. Answers whether it counts.
   */
  redeem(redemption: Redemption): Promise<boolean>
  /** Many payments of which each redeemed its code, in the order given. They count as uses of their codes. */
  addRedeemed(payments: readonly RedeemedPayment[]): Promise<void>
  /** Gives back the use that the payment made; answers whether there was one. */
  giveBack(paymentId: number, at: number): Promise<boolean>
  /**
   * Tests don't count in production: what the service's test payments used or hold is free again. Answers how many uses
   * were given back.
   */
  giveBackTestUses(service: Service, at: number): Promise<number>
}
