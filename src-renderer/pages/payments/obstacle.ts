import type { ServiceSettings } from '#shared/contract/commerce.ts'
import type { Missing } from '#shared/domain/commerce/completeness.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
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
    }

/** What buyers see and PayPal never receives, so that a test works without it. */
const SHOWN_ONLY: readonly Missing[] = ['merchantName', 'support']
const missingFor = ({ test }: ServiceSettings): Missing[] =>
  test.missing.filter((field) => !SHOWN_ONLY.includes(field))

const inTest = (one: ServiceSettings): boolean => one.enabled && one.mode === 'test'

/** The service that a test begins with: the first that can be tried, else the first that is enabled. */
export function firstService(services: readonly ServiceSettings[]): Service | null {
  const enabled = services.filter((one) => one.enabled)
  const ready = enabled.find((one) => inTest(one) && missingFor(one).length === 0)
  return (ready ?? enabled.find(inTest) ?? enabled[0])?.service ?? null
}

export function obstacleOf(services: readonly ServiceSettings[], chosen: Service | null): Obstacle | null {
  const settings = services.find((one) => one.service === chosen)
  if (!settings?.enabled) return { kind: 'off' }
  if (settings.mode === 'production') {
    const other = services.find((one) => one.service !== chosen && inTest(one))?.service ?? null
    return { kind: 'live', service: settings.service, other }
  }
  const missing = missingFor(settings)
  const { provider } = settings.test.content.settings
  return missing.length > 0 ? { kind: 'missing', service: settings.service, missing, provider } : null
}
