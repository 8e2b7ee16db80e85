import type { SealKind } from '#shared/contract/seal.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Mode, Service } from '#shared/domain/services.ts'

/** The tables of e-commerce, its secrets and the drafts, as Kysely sees them (migrations 0020, 0060 and 0110). */
export interface CommerceSchema {
  commerce_revision: CommerceRevisionTable
  commerce_service: CommerceServiceTable
  commerce_password: CommercePasswordTable
  commerce_grant: CommerceGrantTable
  commerce_before: CommerceBeforeTable
  commerce_before_password: CommercePasswordTable & { operation_id: number }
  secret_box: SecretBoxTable
  secret: SecretTable
  draft: DraftTable
}

export interface CommerceRevisionTable {
  revision: number
  operation_id: number
  at: number
  for_events: number
  for_training: number
  mode: Mode
  reason: string
  /** JSON: keys of fields. */
  changed: string
  restored_from: number | null
  /** JSON: the content of the mode as it was after this revision. */
  test: string
  production: string | null
}

export interface CommerceServiceTable {
  service: Service
  enabled: number
  mode: Mode
  version: number
  test_revision: number | null
  production_revision: number | null
}

/** One for each login that an account had. */
export interface CommercePasswordTable {
  service: Service
  mode: Mode
  provider: ProviderId
  /** The name of a secret. */
  secret: string
  /** The revision that set it. */
  revision: number
  set_at: number
  verified_at: number | null
}

export interface CommerceGrantTable {
  service: Service
  mode: Mode
  provider: ProviderId
  account: string
  /** JSON: a list. */
  scopes: string
  at: number
  /** Where PayPal, or the simulator, said so; null where a person does. */
  given_at: Destination | null
}

export interface CommerceBeforeTable {
  operation_id: number
  service: Service
  version_after: number
  enabled: number
  mode: Mode
  test_revision: number | null
  production_revision: number | null
  /** JSON: the rows of `commerce_grant`; null where the operation left them alone. */
  grants: string | null
}

export interface SecretBoxTable {
  id: 1
  seal: SealKind
  /** JSON of a wrapped key (`areas/secrets`). */
  wrapped: string
}

export interface SecretTable {
  name: string
  /** Base64 of nonce, tag and sealed bytes. */
  sealed: string
  /** What it was stored for; '' where that is not known, so that it is used for nothing. */
  target: string
}

export interface DraftTable {
  key: string
  content: string
  saved_at: number
}
