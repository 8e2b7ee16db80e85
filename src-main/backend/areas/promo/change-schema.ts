import { z } from 'zod'
import { extendToSchema } from '#shared/contract/promo.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'

/** A `BulkChange` on its way to a thread. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('extend'), to: extendToSchema }),
  z.object({ kind: z.literal('delete'), at: z.int() }),
  z.object({ kind: z.literal('restore'), today: isoDateSchema }),
])
