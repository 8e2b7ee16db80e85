import type { ServiceSettings } from '#shared/contract/commerce.ts'
import type { PaymentState } from '#shared/contract/payments.ts'

/** The way to the first payment, in its order. */
export const STEPS = ['site', 'service', 'provider', 'merchant', 'payment', 'production'] as const
export type Step = (typeof STEPS)[number]

/** Payments that came through, whatever was done with them afterwards. */
const THROUGH: readonly PaymentState[] = ['authorized', 'completed', 'voided', 'refunded']
export const cameThrough = ({ state }: { readonly state: PaymentState }): boolean => THROUGH.includes(state)

/**
 * Which steps are done: `site` when its name and time zone are confirmed, `payment` when one came through, the rest by
 * the service that came farthest.
 */
export function stepsDone(
  siteConfirmed: boolean,
  services: readonly ServiceSettings[],
  tried: boolean,
): Record<Step, boolean> {
  const enabled = services.filter((one) => one.enabled)
  const contents = enabled.map(({ test }) => test.content.settings)
  return {
    site: siteConfirmed,
    service: enabled.length > 0,
    provider: contents.some(({ provider }) => provider !== null),
    merchant: contents.some(({ merchantName, support }) => merchantName !== '' && support !== ''),
    payment: tried,
    production: enabled.some(({ mode }) => mode === 'production'),
  }
}
