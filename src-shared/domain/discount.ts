import { z } from 'zod'
import { moneySchema } from './money-schemas.ts'

/** 100 % in hundredths of a percent: a percentage has two decimals. */
export const WHOLE = 10_000

/** A percentage (hundredths of a percent, over 0 and up to 100 %) or a fixed amount over 0. */
export const discountSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('percent'),
    hundredths: z.int().min(1).max(WHOLE).meta({ description: 'Hundredths of a percent: 2500 is 25 %' }),
  }),
  moneySchema.extend({ kind: z.literal('amount'), minor: z.int().min(1) }),
])
export type Discount = z.output<typeof discountSchema>
