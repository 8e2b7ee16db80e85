import { z } from 'zod'

/** The services of a site that can take payment. */
export const serviceSchema = z
  .enum(['events', 'training'])
  .meta({ description: 'Webex Events or Webex Training' })
export type Service = z.output<typeof serviceSchema>
export const SERVICES = serviceSchema.options
export const otherService = (service: Service): Service => (service === 'events' ? 'training' : 'events')

/** What a promo code applies to. */
export const appliesToSchema = z.enum([
  'everything',
  'programs',
  'live-events',
  'event-recordings',
  'live-sessions',
  'session-recordings',
])
export type AppliesTo = z.output<typeof appliesToSchema>

/** What each service sells (SPEC 5: "those of the service"). */
export const APPLIES_TO: Record<Service, readonly AppliesTo[]> = {
  events: ['everything', 'programs', 'live-events', 'event-recordings'],
  training: ['everything', 'programs', 'live-sessions', 'session-recordings'],
}

/** Test tries things out; Production takes real payments. */
export const modeSchema = z.enum(['test', 'production'])
export type Mode = z.output<typeof modeSchema>
