import { itemSchema } from '#shared/contract/payments.ts'
import { MAX_ORDER_NAME, orderNameSchema } from '#shared/contract/redemptions.ts'
import { paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'
import type { SiteOrderReturnTable, SiteOrderTable } from '../../sql/redemptions-schema.ts'
import { codeText } from './code-rules.ts'
import { flag, id, moment, optional, tableRules, text, word } from './column-rules.ts'
import { price } from './payment-rules.ts'

export const siteOrderRules = tableRules<SiteOrderTable>({
  columns: {
    id,
    order_id: text(MAX_ORDER_NAME, orderNameSchema),
    code_id: id,
    code: codeText,
    at: moment,
    item: optional(word(itemSchema)),
    off: optional(price),
    pay: price,
    currency: word(paymentCurrencySchema),
    given_back_at: optional(moment),
    given_back_by: optional(id),
    operation_id: optional(id),
    withdrawn: flag,
    change: id,
  },
})

export const siteOrderReturnRules = tableRules<SiteOrderReturnTable>({
  columns: { operation_id: id, site_order_id: id, at: moment },
})
