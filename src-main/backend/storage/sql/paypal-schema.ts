import type { AnswerCode, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Mode } from '#shared/domain/services.ts'

/** The tables of accounts at PayPal, as Kysely sees them (migration 0060). */
export interface PaypalSchema {
  paypal_api_account: ApiAccountTable
  account_check: AccountCheckTable
  paypal_grant_token: GrantTokenTable
}

/** The site's own API account. Password and signature are names of secrets, null where there is none. */
export interface ApiAccountTable {
  mode: Mode
  user_name: string
  application_id: string
  password: string | null
  signature: string | null
}

/** By the login that gave it, whichever services it is for. */
export interface GrantTokenTable {
  mode: Mode
  provider: ProviderId
  /** `addressKey` of the login. */
  account: string
  destination: Destination
  /** The name of a secret. */
  secret: string
}

export interface AccountCheckTable {
  mode: Mode
  provider: ProviderId
  destination: Destination
  /** What was asked about, without secrets: `accountKey`. */
  account: string
  at: number
  /** Null where PayPal could not be asked. */
  good: 0 | 1 | null
  code: AnswerCode | null
  /** JSON: names and values of PayPal's answer. */
  pairs: string
}
