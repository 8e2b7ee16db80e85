import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { AppliesTo } from '#shared/domain/services.ts'

/** The tables of the site's orders, as Kysely sees them (migration 0230). */
export interface RedemptionsSchema {
  site_order: SiteOrderTable
  site_order_return: SiteOrderReturnTable
}

/** `SiteOrder` (`../redemptions.ts`) says what the columns hold. */
export interface SiteOrderTable {
  id: number
  order_id: string
  code_id: number
  code: string
  at: number
  item: Exclude<AppliesTo, 'everything'> | null
  off: number | null
  pay: number
  currency: PaymentCurrency
  given_back_at: number | null
  /** The import that gave it back; null where the shop did. */
  given_back_by: number | null
  operation_id: number | null
  withdrawn: number
  change: number
}

/** The use of an earlier order that an import gave back. */
export interface SiteOrderReturnTable {
  operation_id: number
  site_order_id: number
  at: number
}
