import { z } from 'zod'

const money = z.object({ currency_code: z.string(), value: z.string() })

const context = z.object({
  brand_name: z.string().min(1).max(127).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}))?$/)
    .optional(),
  shipping_preference: z.enum(['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS']).optional(),
  user_action: z.enum(['CONTINUE', 'PAY_NOW']).optional(),
  return_url: z.string().optional(),
  cancel_url: z.string().optional(),
})

/** What is paid, and the parts of it. */
export const amountInputSchema = money.extend({
  breakdown: z
    .object({
      item_total: money.optional(),
      shipping: money.optional(),
      handling: money.optional(),
      tax_total: money.optional(),
      insurance: money.optional(),
      shipping_discount: money.optional(),
      discount: money.optional(),
    })
    .optional(),
})

/** The texts of a purchase that can be changed before it is paid. */
export const unitTextSchemas = {
  description: z.string().min(1).max(127),
  custom_id: z.string().min(1).max(255),
  invoice_id: z.string().min(1).max(127),
}

/** POST /v2/checkout/orders, as far as a purchase with one login at PayPal needs it. */
export const orderSchema = z.object({
  intent: z.enum(['CAPTURE', 'AUTHORIZE']),
  purchase_units: z
    .array(
      z.object({
        reference_id: z.string().min(1).max(256).optional(),
        description: unitTextSchemas.description.optional(),
        custom_id: unitTextSchemas.custom_id.optional(),
        invoice_id: unitTextSchemas.invoice_id.optional(),
        amount: amountInputSchema,
      }),
    )
    .min(1)
    // PayPal takes ten; here a purchase is one.
    .max(1),
  payment_source: z
    .object({ paypal: z.object({ experience_context: context.optional() }).optional() })
    .optional(),
  application_context: context.optional(),
})
export type OrderInput = z.output<typeof orderSchema>

export const amountSchema = z.object({ amount: money.optional(), invoice_id: z.string().max(127).optional() })
