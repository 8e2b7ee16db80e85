import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import type { StoredOperation } from './operations.ts'
import type { SiteCounts } from './site.ts'
import { readSiteSettings } from './site-settings.ts'
import type { Readers } from './storage.ts'

/** What a service would take payments with, and whether it takes real ones. */
export interface LiveService {
  readonly isLive: boolean
  readonly content: Content
}

/** A site as far as it is compared with one that takes its place. Plain data, which threads pass on. */
export interface SiteContents {
  readonly name: string
  readonly services: Readonly<Record<Service, LiveService>>
  readonly counts: SiteCounts
  readonly last: Pick<StoredOperation, 'id' | 'at'> | null
}

export async function readSiteContents(
  readers: Pick<Readers, 'commerce' | 'operations' | 'settings' | 'site'>,
): Promise<SiteContents> {
  const { services, revisions } = await readers.commerce.current()
  const serviceOf = (service: Service): LiveService => {
    const { enabled, mode, productionRevision } = services[service]
    const made = revisions.find(({ revision }) => revision === productionRevision)
    return { isLive: enabled && mode === 'production', content: made?.production ?? EMPTY_CONTENT }
  }
  const [last] = await readers.operations.list({ limit: 1 })
  return {
    name: (await readSiteSettings(readers.settings))?.name ?? '',
    services: { events: serviceOf('events'), training: serviceOf('training') },
    counts: await readers.site.counts(),
    last: last ? { id: last.id, at: last.at } : null,
  }
}

export const takesRealPayments = ({ services }: SiteContents): boolean =>
  SERVICES.some((service) => services[service].isLive)
