/** The services of a site that can take payment. */
export const SERVICES = ['events', 'training'] as const
export type Service = (typeof SERVICES)[number]
export const otherService = (service: Service): Service => (service === 'events' ? 'training' : 'events')

/** All that a promo code can apply to. */
export const APPLIES_TO_ALL = [
  'everything',
  'programs',
  'live-events',
  'event-recordings',
  'live-sessions',
  'session-recordings',
] as const
export type AppliesTo = (typeof APPLIES_TO_ALL)[number]

/** What each service sells (SPEC 5: "those of the service"). */
export const APPLIES_TO: Record<Service, readonly AppliesTo[]> = {
  events: ['everything', 'programs', 'live-events', 'event-recordings'],
  training: ['everything', 'programs', 'live-sessions', 'session-recordings'],
}

/** Test tries things out; Production takes real payments. */
export const MODES = ['test', 'production'] as const
export type Mode = (typeof MODES)[number]
