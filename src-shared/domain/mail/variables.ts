import { z } from 'zod'

/** What a template may refer to (SPEC 8.1), in the order of the picker. */
export const variableSchema = z.enum([
  'AttendeeName',
  'PromoCode',
  'Discount',
  'ExpirationDate',
  'MerchantName',
  'SupportInfo',
])
export type Variable = z.output<typeof variableSchema>
export const VARIABLES = variableSchema.options

/** A variable as it is written in a template: `%PromoCode%`. */
export const written = (name: Variable): string => `%${name}%`
