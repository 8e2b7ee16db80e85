import type { MethodName } from './index.ts'

/** All that a site's checkout may call: its token is good for these and nothing else. */
export const CHECKOUT_METHODS = [
  'redemptions.quote',
  'redemptions.redeem',
  'redemptions.giveBack',
  'redemptions.list',
] as const satisfies readonly MethodName[]

export const isCheckoutMethod = (method: string): boolean =>
  (CHECKOUT_METHODS as readonly string[]).includes(method)
