import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { type Missing, missingForTest } from '#shared/domain/commerce/completeness.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { Service } from '#shared/domain/services.ts'

/** Why nothing can be tried for a service yet, and what the way on needs to know. */
export type Obstacle =
  | { readonly kind: 'off' }
  | { readonly kind: 'live'; readonly service: Service; readonly other: Service | null }
  | {
      readonly kind: 'missing'
      readonly service: Service
      readonly missing: readonly Missing[]
      readonly provider: ProviderId | null
      /** The simulator does without what is missing. */
      readonly simulator: boolean
    }

const inTest = (one: ServiceSettings): boolean => one.enabled && one.mode === 'test'

/** The service that a test begins with: the first that can be tried, else the first that is enabled. */
export function firstService(services: readonly ServiceSettings[], target: TestTarget): Service | null {
  const enabled = services.filter((one) => one.enabled)
  const ready = enabled.find((one) => inTest(one) && missingForTest(one.test.missing, target).length === 0)
  return (ready ?? enabled.find(inTest) ?? enabled[0])?.service ?? null
}

export function obstacleOf(
  services: readonly ServiceSettings[],
  chosen: Service | null,
  target: TestTarget,
): Obstacle | null {
  const settings = services.find((one) => one.service === chosen)
  if (!settings?.enabled) return { kind: 'off' }
  if (settings.mode === 'production') {
    const other = services.find((one) => one.service !== chosen && inTest(one))?.service ?? null
    return { kind: 'live', service: settings.service, other }
  }
  const missing = missingForTest(settings.test.missing, target)
  const { provider } = settings.test.content.settings
  const simulator = missingForTest(settings.test.missing, 'simulator').length === 0
  return missing.length > 0
    ? { kind: 'missing', service: settings.service, missing, provider, simulator }
    : null
}
