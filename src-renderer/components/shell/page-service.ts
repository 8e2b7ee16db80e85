import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { Site } from '#shared/contract/site.ts'
import type { Mode, Service } from '#shared/domain/services.ts'

/** The service whose e-commerce the page is about; null for any other page. */
export function serviceOf(route: Pick<RouteLocationNormalizedLoaded, 'name' | 'params'>): Service | null {
  if (route.name !== 'commerce') return null
  return route.params.service === 'training' ? 'training' : 'events'
}

/** The service that the page is about, its e-commerce or a test transaction of it; null for the whole site. */
export function shownService(route: Pick<RouteLocationNormalizedLoaded, 'name' | 'params'>): Service | null {
  if (route.name !== 'test-transaction') return serviceOf(route)
  const { service } = route.params
  return service === 'events' || service === 'training' ? service : null
}

/** Which page is open: e-commerce is a page for each service; a tab or a review is a part of its page. */
export const pageOf = (route: Pick<RouteLocationNormalizedLoaded, 'name' | 'params'>): string =>
  [String(route.name), serviceOf(route)].filter(Boolean).join(' ')

/** The mode that the window's frame shows: the page's service's, else Production as soon as one takes real payments. */
export const frameMode = (site: Site, service: Service | null): Mode =>
  service === null ? site.mode : site.services[service].mode
