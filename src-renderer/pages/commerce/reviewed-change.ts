import type { LocationQuery } from 'vue-router'
import { z } from 'zod'
import { serviceSchema } from '#shared/domain/service-schemas.ts'
import type { ReviewedChange } from '../../review-link.ts'

const number = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)

const enabled = z
  .enum(['none', 'events', 'training', 'events,training'])
  .transform((text) => serviceSchema.options.filter((service) => text.split(',').includes(service)))

const querySchema = z.union([
  z.strictObject({}).transform((): ReviewedChange => ({ kind: 'publish' })),
  z
    .strictObject({ restore: number })
    .transform(({ restore }): ReviewedChange => ({ kind: 'restore', revision: restore })),
  z
    .strictObject({ undo: number })
    .transform(({ undo }): ReviewedChange => ({ kind: 'undo', operationId: undo })),
  z.strictObject({ to: z.literal('test') }).transform((): ReviewedChange => ({ kind: 'back-to-test' })),
  z
    .strictObject({ services: enabled, keep: serviceSchema.optional() })
    .transform(({ services, keep }): ReviewedChange => ({
      kind: 'services',
      enabled: services,
      ...(keep && { keep }),
    })),
])

/** The change that a review's address names (`reviewLink`); null where it names none. */
export const reviewedChange = (query: LocationQuery): ReviewedChange | null =>
  querySchema.safeParse(query).data ?? null
