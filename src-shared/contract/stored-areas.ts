import { z } from 'zod'

/** What a site consists of, as it is stored: where something changed. */
export const STORED_AREAS = [
  'codes',
  'commerce',
  'drafts',
  'mail',
  'operations',
  'payments',
  'paypal',
  'privacy',
  'redemptions',
  'secrets',
  'settings',
  'views',
] as const

export const storedAreaSchema = z.enum(STORED_AREAS)
export type StoredArea = z.output<typeof storedAreaSchema>
