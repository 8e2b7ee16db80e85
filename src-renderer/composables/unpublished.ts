import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Instant } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'

/** Fields that differ between test and production, of services (linked ones together) that are enabled. */
export interface Unpublished {
  readonly services: readonly Service[]
  readonly fields: number
  readonly at: Instant | null
}

export function unpublished(services: readonly ServiceSettings[]): Unpublished[] {
  const enabled = services.filter((one) => one.enabled)
  const apart = enabled.some(({ linked }) => linked) ? enabled.slice(0, 1) : enabled
  return apart.flatMap(({ service, linked, test, production }) => {
    const before = { ...(production?.content ?? EMPTY_CONTENT), accounts: {} }
    const fields = differences(before, { ...test.content, accounts: {} }).length
    if (fields === 0) return []
    return [{ services: linked ? enabled.map((one) => one.service) : [service], fields, at: test.at }]
  })
}
