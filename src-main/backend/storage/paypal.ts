import type { Checked } from '#shared/contract/paypal.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Mode } from '#shared/domain/services.ts'

/** The site's own API account. Password and signature are names of secrets, null where there is none. */
export interface StoredApiAccount {
  readonly mode: Mode
  readonly userName: string
  readonly applicationId: string
  readonly password: string | null
  readonly signature: string | null
}

/** Which account a check refers to; `account` is a text that distinguishes accounts. */
export interface CheckKey {
  readonly mode: Mode
  readonly provider: ProviderId
  readonly destination: Destination
  readonly account: string
}

/** What a check found; `at` in UTC milliseconds. */
export type StoredCheck = Pick<Checked, 'good' | 'code' | 'pairs'> & { readonly at: number }

export interface TokenKey {
  readonly mode: Mode
  readonly provider: ProviderId
  /** `addressKey` of the login. */
  readonly account: string
}

/** By the login that gave it, whichever services it is for. */
export interface StoredGrantToken extends TokenKey {
  readonly destination: Destination
  /** The name of a secret. */
  readonly secret: string
}

export interface PaypalReader {
  apiAccounts(): Promise<StoredApiAccount[]>
  /** The checks that there are of these accounts. */
  listChecks(keys: readonly CheckKey[]): Promise<(CheckKey & StoredCheck)[]>
  /** When any account of the provider was last checked there; null for never. */
  newestCheckAt(where: Omit<CheckKey, 'account'>): Promise<number | null>
  /** The token of the login's permission, if PayPal gave one. */
  findGrantToken(key: TokenKey): Promise<StoredGrantToken | undefined>
}

export interface PaypalWriter {
  /** Keeps the account in place of the mode's earlier one; secrets of the group that no account points at go. */
  writeApiAccount(account: StoredApiAccount, group: string): Promise<void>
  /** Keeps a check in place of an earlier one of the same account. */
  writeCheck(key: CheckKey, check: StoredCheck): Promise<void>
  /** Keeps a token in place of the login's earlier one; secrets of the group that no token points at go. */
  writeGrantToken(token: StoredGrantToken, group: string): Promise<void>
  /** The token goes with its secret. */
  dropGrantToken(token: StoredGrantToken): Promise<void>
}
