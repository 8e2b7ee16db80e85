import { z } from 'zod'
import { cardSchema } from '../domain/commerce/cards.ts'
import { typedCodeSchema } from '../domain/code-schema.ts'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { answerCodeSchema, answerPairSchema, destinationSchema } from '../domain/payments/answer-codes.ts'
import { pendingMeaningSchema } from '../domain/payments/pending-reasons.ts'
import { codeRefusalSchema } from '../domain/payments/promo-check.ts'
import { appliesToSchema, modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { job, query } from './method.ts'
import { withOperationId } from './operation-id.ts'
import { secretFields } from './secret-fields.ts'

export const itemSchema = appliesToSchema
  .exclude(['everything'])
  .meta({ description: 'The kind of thing that is sold' })
export type Item = z.output<typeof itemSchema>

/** What a buyer is about to pay for. */
export const purchaseSchema = z.strictObject({
  service: serviceSchema,
  item: itemSchema,
  description: z.string().min(1).max(127),
  full: z
    .int()
    .min(1)
    .max(99_999_999_99)
    .meta({ description: 'The price in minor units of the service’s currency' }),
  code: typedCodeSchema.optional().meta({ description: 'A promo code as typed or pasted; any case' }),
})
export type PurchaseInput = z.output<typeof purchaseSchema>

export const priceSchema = z.object({
  full: z.int(),
  off: z.int(),
  pay: z.int(),
  currency: paymentCurrencySchema,
})

export const quoteSchema = z.object({
  price: priceSchema,
  code: z
    .discriminatedUnion('holds', [
      z.object({ holds: z.literal(true), code: z.string() }),
      z.object({ holds: z.literal(false), refusal: codeRefusalSchema, code: z.string() }),
    ])
    .nullable(),
})
export type Quote = z.output<typeof quoteSchema>

/** Card details travel one way, and are never stored or logged. */
export const cardDetailsSchema = z.strictObject(
  secretFields({
    number: z.string().regex(/^[\d ]{12,23}$/),
    month: z.int().min(1).max(12),
    year: z.int().min(2000).max(2099),
    cvv: z.string().regex(/^\d{3,4}$/),
  }),
)

/**
 * How a buyer pays: a card on the site’s page, the PayPal login, PayPal’s own page that takes the card, or not at all,
 * where the code covers the whole price.
 */
export const payWithSchema = z.enum(['card', 'express', 'hosted', 'free'])
export type PayWith = z.output<typeof payWithSchema>

/**
 * `unknown`: it was sent and no answer came, so it may or may not have been charged; an inquiry settles it. `pending` and
 * `under-review`: PayPal has it and has not completed it, because money is still awaited or somebody has to decide; PayPal is asked until it has.
 * A use of the promo code is held from `started` until the payment ends; `completed` makes it a redemption, the other ends give it back.
 */
export const paymentStateSchema = z.enum([
  'started',
  'waiting-for-buyer',
  'authorized',
  'pending',
  'under-review',
  'completed',
  'declined',
  'failed',
  'cancelled',
  'unknown',
  'voided',
  'refunded',
])
export type PaymentState = z.output<typeof paymentStateSchema>

export const stepKindSchema = z.enum([
  'check-code',
  'start-express',
  'start-hosted',
  'buyer-approves',
  'authorize',
  'capture',
  'sale',
  'redeem',
  'void',
  'refund',
  'give-back',
  'inquire',
])

/** One step of a payment, with PayPal’s answer. */
export const stepSchema = z.object({
  kind: stepKindSchema,
  state: z
    .enum(['running', 'done', 'pending', 'refused', 'unknown'])
    .meta({ description: '`pending`: PayPal has it, and has not completed it' }),
  code: answerCodeSchema.nullable(),
  pairs: z.array(answerPairSchema),
  at: instantSchema,
  tookMs: z.int().nullable(),
})
export type Step = z.output<typeof stepSchema>

export const paymentSchema = z.object({
  id: z.int(),
  at: instantSchema,
  day: isoDateSchema.meta({ description: 'In the site’s time zone' }),
  service: serviceSchema,
  mode: modeSchema,
  provider: providerIdSchema,
  destination: destinationSchema,
  with: payWithSchema,
  card: z
    .object({ brand: cardSchema.nullable(), lastFour: z.string().regex(/^\d{4}$/) })
    .nullable()
    .meta({ description: 'All that is kept of a card' }),
  item: itemSchema,
  description: z.string(),
  price: priceSchema,
  code: z.object({ id: z.int(), code: z.string() }).nullable(),
  state: paymentStateSchema,
  steps: z.array(stepSchema),
  /** Where the buyer goes on, while the state is `waiting-for-buyer`. */
  buyerUrl: z.string().nullable(),
  pendingReason: z
    .object({
      meaning: pendingMeaningSchema,
      said: z
        .string()
        .meta({ description: 'PayPal’s own word: PENDINGREASON, RESULT, status_details.reason' }),
    })
    .nullable()
    .meta({
      description: 'Why PayPal has not completed it; null in all states but `pending` and `under-review`',
    }),
  canVoid: z
    .boolean()
    .meta({ description: 'Whether `reverse` can release it while PayPal has not completed it' }),
  asksAgainAt: instantSchema
    .nullable()
    .meta({ description: 'When PayPal is asked next, about; null where nothing is open' }),
})
export type Payment = z.output<typeof paymentSchema>

/** A payment, and the last operation that the call recorded about it. */
export const changedPaymentSchema = withOperationId(paymentSchema)
export type ChangedPayment = z.output<typeof changedPaymentSchema>

/** Payments, which are test transactions here (SPEC 7), and the redemptions that they make. */
export const payments = {
  quote: query('The price with the promo code, or why the code does not hold.', purchaseSchema, quoteSchema),
  pay: job(
    { effect: 'steps', records: ['pay-test'] },
    'Pays in Test, as a buyer would: checks and holds the code, authorizes, captures, redeems. With `express` or `hosted` the payment waits for the buyer at `buyerUrl` (reported by `payments.onChanged`) and goes on by itself. `free` is for a code that covers the whole price. Refuses with `commerce.other-mode` in Production, `payments.price-moved` when the price is not `expect` any more, `payments.code-refused`, `commerce.incomplete`.',
    z.strictObject({
      purchase: purchaseSchema,
      expect: z.int().meta({ description: 'The `pay` of the quote that the buyer saw' }),
      with: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('card'), card: cardDetailsSchema }),
        z.strictObject({ kind: z.literal('express') }),
        z.strictObject({ kind: z.literal('hosted') }),
        z.strictObject({ kind: z.literal('free') }),
      ]),
      requestId: z
        .string()
        .min(8)
        .max(64)
        .meta({ description: 'Made by the window; the same again is the same payment' }),
    }),
    changedPaymentSchema,
  ),
  reverse: job(
    { effect: 'steps', records: ['reverse-payment'] },
    'Voids the payment, or refunds it where it can no longer be voided; the use of the code is given back. What PayPal has not completed can be voided where `canVoid` says so; it is `cancelled` then.',
    z.strictObject({ id: z.int() }),
    changedPaymentSchema,
  ),
  inquire: job(
    { effect: 'steps', records: ['resolve-payment'] },
    'Asks PayPal what happened to a payment whose answer was lost, or that PayPal has not completed. Runs by itself, too: at the start, and at increasing intervals.',
    z.strictObject({ id: z.int() }),
    changedPaymentSchema,
  ),
  reviewPage: query(
    'The page on which the merchant accepts or declines what PayPal holds: PayPal Manager, the account at PayPal, or the simulator’s own.',
    z.strictObject({ id: z.int() }),
    z.object({ url: z.string() }),
  ),
  get: query('One payment with its steps.', z.strictObject({ id: z.int() }), paymentSchema),
  list: query(
    'Payments, the newest first.',
    z.strictObject({
      service: serviceSchema.optional(),
      mode: modeSchema.optional(),
      before: z.int().optional(),
      limit: z.int().min(1).max(200),
    }),
    z.object({ total: z.int(), payments: z.array(paymentSchema) }),
  ),
}
