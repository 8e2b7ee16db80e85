import type { Outcome } from '../gateway/gateway.ts'

/** The site's own API account, registered at PayPal as an application. */
export interface PermissionsCaller {
  readonly userName: string
  readonly password: string
  readonly signature: string
  readonly applicationId: string
}

export interface PermissionsHosts {
  /** `…/Permissions/`, with the slash. */
  readonly api: URL
  /** `…/cgi-bin/webscr` */
  readonly merchantPage: URL
}

/** PayPal's names of what a merchant allows. */
export const PERMISSION_SCOPES = [
  'EXPRESS_CHECKOUT',
  'DIRECT_PAYMENT',
  'AUTH_CAPTURE',
  'REFUND',
  'TRANSACTION_DETAILS',
  'TRANSACTION_SEARCH',
  'REFERENCE_TRANSACTION',
  'RECURRING_PAYMENTS',
  'ACCOUNT_BALANCE',
] as const
export type PermissionScope = (typeof PERMISSION_SCOPES)[number]

/** Asked for by Grant API permission: paying, refunding and finding payments in the merchant's name. */
export const SCOPES_WE_NEED: readonly PermissionScope[] = [
  'EXPRESS_CHECKOUT',
  'AUTH_CAPTURE',
  'REFUND',
  'TRANSACTION_DETAILS',
]

/** How long the merchant has to come back, from the request on. */
export const GRANT_MINUTES = 15
/** The names under which the callback brings token and code. */
export const CALLBACK_TOKEN = 'request_token'
export const CALLBACK_CODE = 'verification_code'

export interface PermissionRequest {
  readonly token: string
  /** Where the merchant gives the permission. */
  readonly url: string
}

/** `token` and `tokenSecret` belong in the secret box; they are never in `pairs`. */
export interface PermissionGrant {
  readonly scopes: readonly string[]
  readonly token: string
  readonly tokenSecret: string
}

/** PayPal's Permissions service: a merchant allows this site to call in the merchant's name. */
export interface PermissionsClient {
  request(scopes: readonly PermissionScope[], callback: string): Promise<Outcome<PermissionRequest>>
  /** Once only, with the code that the merchant came back with. */
  access(token: string, verificationCode: string): Promise<Outcome<PermissionGrant>>
  /** What a token still allows. */
  scopes(token: string): Promise<Outcome<{ readonly scopes: readonly string[] }>>
  cancel(token: string): Promise<Outcome<Record<never, never>>>
}
