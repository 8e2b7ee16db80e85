import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { mutation, query } from './method.ts'

export const checkoutStateSchema = z.object({
  on: z.boolean(),
  address: z
    .string()
    .nullable()
    .meta({ description: 'What a shop on this computer calls; null while nothing is served' }),
  problem: z
    .enum(['port-taken', 'not-started'])
    .nullable()
    .meta({ description: 'Why it is on and nothing is served' }),
  usedAt: instantSchema.nullable().meta({ description: 'When the token was used last, to the minute' }),
})
export type CheckoutState = z.output<typeof checkoutStateSchema>

/**
 * Whether a shop on this computer can call `redemptions.quote`, `redeem`, `giveBack` and `list` at an address of its own.
 * It belongs to this computer and not to the site: neither the history nor a site file has it.
 */
export const checkout = {
  state: query(
    'Whether it is on, where it is served, and when it was used.',
    z.strictObject({}),
    checkoutStateSchema,
  ),
  turnOn: mutation(
    { effect: 'none', records: [] },
    'Serves the address, with a new token, which only this answer has. Where it is on already, the token takes the earlier one’s place.',
    z.strictObject({}),
    z.object({ state: checkoutStateSchema, token: z.string() }),
  ),
  turnOff: mutation(
    { effect: 'none', records: [] },
    'Serves nothing any more, and forgets the token.',
    z.strictObject({}),
    checkoutStateSchema,
  ),
}
