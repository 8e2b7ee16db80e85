import type { PaymentState, PayWith, Step } from '#shared/contract/payments.ts'
import type { Card } from '#shared/domain/commerce/cards.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { AppliesTo, Mode, Service } from '#shared/domain/services.ts'

/** The tables of payments and redemptions, as Kysely sees them (migrations 0030, 0210). */
export interface PaymentsSchema {
  payment: PaymentTable
  payment_step: PaymentStepTable
  redemption: RedemptionTable
}

/** `NewPayment` (`../payments.ts`) says what the columns hold. */
export interface PaymentTable {
  id: number
  request_id: string
  reference: string
  at: number
  service: Service
  mode: Mode
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
  held: number
  open: number
  token: string | null
  payable_until: number | null
  authorization_transaction: string | null
  capture_transaction: string | null
  pending_reason: string | null
}

/** And `StoredStep`, what these do. */
export interface PaymentStepTable {
  payment_id: number
  number: number
  kind: Step['kind']
  state: Step['state']
  code: string | null
  /** JSON. */
  pairs: string
  at: number
  took_ms: number | null
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
