import type { PaymentState, PayWith, Step } from '#shared/contract/payments.ts'
import type { Card } from '#shared/domain/commerce/cards.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { AppliesTo, Mode, Service } from '#shared/domain/services.ts'

/** The tables of payments and redemptions, as Kysely sees them (migration 0030). */
export interface PaymentsSchema {
  payment: PaymentTable
  payment_step: PaymentStepTable
  redemption: RedemptionTable
}

/** Money is in whole minor units of `currency`, as PayPal counts them. */
export interface PaymentTable {
  id: number
  /** Made by the window: the same again is the same payment. */
  request_id: string
  /** Ours, sent to PayPal: an inquiry finds the attempt by it. */
  reference: string
  at: number
  service: Service
  mode: Mode
  /** Whose account and options the payment is made with, whatever is saved later. */
  revision: number
  provider: ProviderId
  destination: Destination
  paid_with: PayWith
  card_brand: Card | null
  card_last_four: string | null
  item: Exclude<AppliesTo, 'everything'>
  description: string
  full: number
  off: number
  pay: number
  currency: PaymentCurrency
  code_id: number | null
  code: string | null
  state: PaymentState
  /** 1 while a use of the code is kept for this payment. */
  held: number
  /** 1 while PayPal has to be asked what happened to it. */
  open: number
  /** Names the buyer's approval at PayPal; null where it is a secret (PayPal's own card page). */
  token: string | null
  /** Until then somebody may still pay on a page of PayPal's that was given up here. */
  payable_until: number | null
  /** PayPal's numbers of it. */
  authorization_transaction: string | null
  capture_transaction: string | null
}

export interface PaymentStepTable {
  payment_id: number
  number: number
  kind: Step['kind']
  state: Step['state']
  code: string | null
  /** JSON: names and values of PayPal's answer. */
  pairs: string
  at: number
  took_ms: number | null
  /** The number under which the call was sent: the same again is the same call. */
  request_id: string | null
}

/** One use of a code, made by one payment. */
export interface RedemptionTable {
  payment_id: number
  code_id: number
  at: number
  mode: Mode
  given_back_at: number | null
}
