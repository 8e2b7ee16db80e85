import type { SiteOrder } from '#shared/contract/redemptions.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { SiteOrder as StoredOrder } from '#backend/storage/redemptions.ts'

export const describeOrder = (order: Omit<StoredOrder, 'change' | 'operationId'>): SiteOrder => ({
  order: order.order,
  code: order.code,
  at: instantOf(order.at),
  item: order.item,
  price: {
    full: order.off === null ? null : order.pay + order.off,
    off: order.off,
    pay: order.pay,
    currency: order.currency,
  },
  state: order.withdrawn ? 'withdrawn' : order.givenBackAt === null ? 'counted' : 'given-back',
  givenBack: order.givenBackAt === null ? null : instantOf(order.givenBackAt),
})
