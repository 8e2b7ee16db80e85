import type { GrantEnd } from '#shared/contract/paypal.ts'
import type { Instant } from '#shared/domain/dates.ts'

/** A permission that PayPal is asked for; the end is kept until the next request. */
export type Asking =
  | { readonly state: 'starting' }
  | { readonly state: 'waiting'; readonly url: string; readonly expires: Instant; readonly jobId: string }
  | { readonly state: 'ended'; readonly end: Exclude<GrantEnd, { state: 'granted' }> }
