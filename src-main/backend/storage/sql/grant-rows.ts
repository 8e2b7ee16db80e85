import { z } from 'zod'
import { providerIdSchema } from '#shared/domain/commerce/providers.ts'
import { destinationSchema } from '#shared/domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import { jsonSchema, momentSchema } from '../stored-values.ts'

/** The longest login at PayPal. */
export const LONGEST_LOGIN = 320

/** What a permission is for, as PayPal calls it. */
export const scopesSchema = z.array(z.string().max(200)).max(100)

/** Rows of permissions as JSON, which are kept for undo. */
export const grantRowsSchema = z.array(
  z.object({
    service: serviceSchema,
    mode: modeSchema,
    provider: providerIdSchema,
    account: z.string().max(LONGEST_LOGIN),
    scopes: z.string().refine((scopes) => jsonSchema(scopesSchema).safeParse(scopes).success),
    at: momentSchema,
    // What was kept before permissions were asked for at PayPal has none.
    given_at: destinationSchema.nullable().default(null),
  }),
)
