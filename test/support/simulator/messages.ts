import { z } from 'zod'
import type { Fault } from '#backend/areas/simulator/faults.ts'

/** What a simulator in a process of its own receives. */
export type Order =
  | { readonly order: 'charges'; readonly id: number }
  | { readonly order: 'next'; readonly faults: readonly Fault[] }
  | { readonly order: 'often'; readonly share: number; readonly faults: readonly Fault[] }
  | { readonly order: 'clear' }

const chargeSchema = z.object({
  id: z.string(),
  reference: z.string().nullable(),
  minor: z.int(),
  state: z.enum(['declined', 'verified', 'authorized', 'captured', 'voided', 'refunded']),
  captured: z.int(),
  refunded: z.int(),
})
export type ReportedCharge = z.output<typeof chargeSchema>

/** What it reports. */
export const reportedSchema = z.discriminatedUnion('report', [
  z.object({ report: z.literal('listening'), url: z.string() }),
  z.object({ report: z.literal('charges'), id: z.int(), charges: z.array(chargeSchema) }),
])
export type Report = z.output<typeof reportedSchema>
