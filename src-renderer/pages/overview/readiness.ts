import type { ServiceSettings } from '#shared/contract/commerce.ts'

/** The way to the first payment, in its order. */
export const STEPS = ['site', 'service', 'provider', 'merchant', 'production'] as const
export type Step = (typeof STEPS)[number]

/** Which steps are done: `site` when its name and time zone are confirmed, the rest by the service that came farthest. */
export function stepsDone(
  siteConfirmed: boolean,
  services: readonly ServiceSettings[],
): Record<Step, boolean> {
  const enabled = services.filter((one) => one.enabled)
  const contents = enabled.map(({ test }) => test.content.settings)
  return {
    site: siteConfirmed,
    service: enabled.length > 0,
    provider: contents.some(({ provider }) => provider !== null),
    merchant: contents.some(({ merchantName, support }) => merchantName !== '' && support !== ''),
    production: enabled.some(({ mode }) => mode === 'production'),
  }
}
