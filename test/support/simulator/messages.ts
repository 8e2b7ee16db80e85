import { z } from 'zod'
import type { Fault } from '#backend/areas/simulator/faults.ts'

/** What a simulator in a process of its own receives. */
export type Order =
  | { readonly order: 'charges'; readonly id: number }
  | { readonly order: 'next'; readonly faults: readonly Fault[] }
  | { readonly order: 'often'; readonly share: number; readonly faults: readonly Fault[] }
  | { readonly order: 'clear' }
  /** Of everything that is under review, this share (0 to 1) is accepted, and the rest declined. */
  | { readonly order: 'decide'; readonly id: number; readonly share: number }
  /** What is captured is settled, as the night does. */
  | { readonly order: 'night' }

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
  z.object({ report: z.literal('decided'), id: z.int(), count: z.int() }),
  z.object({ report: z.literal('charges'), id: z.int(), charges: z.array(chargeSchema) }),
])
export type Report = z.output<typeof reportedSchema>
