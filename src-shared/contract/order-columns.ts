import { z } from 'zod'

/** What the columns of a site’s file of orders hold. `kind` says which rows are refunds. */
export const ORDER_COLUMNS = ['code', 'order', 'time', 'amount', 'currency', 'kind'] as const
export type OrderColumn = (typeof ORDER_COLUMNS)[number]
export const orderColumnNameSchema = z.enum(ORDER_COLUMNS)
