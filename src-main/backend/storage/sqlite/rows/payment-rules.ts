import { z } from 'zod'
import {
  itemSchema,
  payments,
  paymentStateSchema,
  payWithSchema,
  purchaseSchema,
  stepSchema,
} from '#shared/contract/payments.ts'
import { cardSchema } from '#shared/domain/commerce/cards.ts'
import { paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'
import { serviceSchema } from '#shared/domain/service-schemas.ts'
import type { PaymentStepTable, PaymentTable, RedemptionTable } from '../../sql/payments-schema.ts'
import { codeText } from './code-rules.ts'
import { flag, free, id, moment, optional, tableRules, text, whole, word } from './column-rules.ts'
import { code, destination, mode, pairs, provider } from './commerce-rules.ts'

const asked = purchaseSchema.shape
export const price = whole(
  z
    .int()
    .min(0)
    .max(asked.full.maxValue ?? 0),
)
/** What PayPal numbers and names its things by. */
const ofPaypal = optional(text(1000))

export const paymentRules = tableRules<PaymentTable>({
  columns: {
    id,
    request_id: text(64, payments.pay.input.shape.requestId),
    reference: text(64),
    at: moment,
    service: word(serviceSchema),
    mode,
    revision: id,
    provider,
    destination,
    paid_with: word(payWithSchema),
    card_brand: optional(word(cardSchema)),
    card_last_four: optional(text(4, z.string().regex(/^\d{4}$/))),
    item: word(itemSchema),
    description: free(asked.description.maxLength ?? 0),
    full: price,
    off: price,
    pay: price,
    currency: word(paymentCurrencySchema),
    code_id: optional(id),
    code: optional(codeText),
    state: word(paymentStateSchema),
    held: flag,
    open: flag,
    token: ofPaypal,
    payable_until: optional(moment),
    authorization_transaction: ofPaypal,
    capture_transaction: ofPaypal,
    pending_reason: optional(text(64)),
  },
})

export const paymentStepRules = tableRules<PaymentStepTable>({
  columns: {
    payment_id: id,
    number: id,
    kind: word(stepSchema.shape.kind),
    state: word(stepSchema.shape.state),
    code,
    pairs,
    at: moment,
    took_ms: optional(moment),
    request_id: ofPaypal,
  },
})

export const redemptionRules = tableRules<RedemptionTable>({
  columns: { payment_id: id, code_id: id, at: moment, mode, given_back_at: optional(moment) },
})
