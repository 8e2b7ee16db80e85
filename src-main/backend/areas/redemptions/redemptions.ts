import type { Handlers } from '#shared/contract/index.ts'
import type { SiteOrder } from '#shared/contract/redemptions.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { createThrottle } from '#backend/kernel/contract/throttle.ts'
import { describeOrder } from './describe-order.ts'
import { type ImportDependencies, importHandlers } from './import/import-handlers.ts'
import { giveBackOrder, quoteSale, redeemOrder } from './redeem-order.ts'

export { redemptionUndoHandlers } from './undo-redemptions.ts'

export interface RedemptionsArea {
  readonly handlers: Handlers<JobContext>['redemptions']
  close(): void
}

/** A busy shop sells many times a second; windows read the figures again no more often than this. */
const ANNOUNCED_EVERY_MS = 1000

/** Promo codes in the site's own shop (SPEC 11). */
export function createRedemptions(parts: ImportDependencies): RedemptionsArea {
  const { sites, clock, emit } = parts
  const announce = createThrottle(ANNOUNCED_EVERY_MS, () => emit('redemptions.onChanged', {}))
  const announced = ({ order, isNew }: { order: SiteOrder; isNew: boolean }): SiteOrder => {
    if (isNew) announce.call()
    return order
  }

  return {
    handlers: {
      ...importHandlers(parts),
      quote: (sale) =>
        sites.use(async (site) => quoteSale(site.storage.redemptions, sale, (await site.time()).today)),
      redeem: (sale) =>
        sites.use(async (site) => {
          const { today } = await site.time()
          return announced(
            await site.storage.transaction('redemptions.redeem', (tx) =>
              redeemOrder(tx, sale, { at: clock.now(), today }),
            ),
          )
        }),
      giveBack: ({ order }) =>
        sites.use(async (site) =>
          announced(
            await site.storage.transaction('redemptions.give-back', (tx) =>
              giveBackOrder(tx, order, clock.now()),
            ),
          ),
        ),
      list: ({ after, limit }) =>
        sites.use(async (site) => {
          const found = await site.storage.redemptions.list({ after, limit: limit + 1 })
          const orders = found.slice(0, limit)
          return {
            orders: orders.map(describeOrder),
            cursor: orders.at(-1)?.change ?? after,
            more: found.length > limit,
          }
        }),
    },
    close: () => announce.stop(),
  }
}
