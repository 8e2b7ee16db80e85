import { z } from 'zod'

/** What a template may refer to (SPEC 8.1), in the order of the picker. */
export const variableSchema = z.enum([
  'AttendeeName',
  'PromoCode',
  'Discount',
  'AppliesTo',
  'ExpirationDate',
  'PromoLink',
  'PromoQrCode',
  'MerchantName',
  'SupportInfo',
])
export type Variable = z.output<typeof variableSchema>
export const VARIABLES = variableSchema.options

/** A variable as it is written in a template: `%PromoCode%`. */
export const written = (name: Variable): string => `%${name}%`

/** Those that need the site's link for promo codes. */
export const LINK_VARIABLES = ['PromoLink', 'PromoQrCode'] as const satisfies readonly Variable[]
const isLink = (name: Variable): boolean => LINK_VARIABLES.some((one) => one === name)

/** Where values that are missing are filled in: for the service, in the site's settings, or some here and some there. */
export function filledInAt(missing: readonly Variable[]): 'service' | 'site' | 'both' {
  if (missing.every(isLink)) return 'site'
  return missing.some(isLink) ? 'both' : 'service'
}
