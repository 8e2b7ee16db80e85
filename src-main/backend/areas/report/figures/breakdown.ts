import type { Breakdown } from '#shared/contract/report.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { BatchCount } from '#backend/storage/report.ts'

const SHOWN_BATCHES = 20
/** Batches that are compared by how much they were used. */
const COMPARED_BATCHES = 10

/** The counts by status, by service, and by the largest batches. */
export function breakDown(counts: readonly BatchCount[]): Breakdown {
  const sum = (some: readonly { codes: number }[]) => some.reduce((total, { codes }) => total + codes, 0)
  const byBatch = Map.groupBy(counts, ({ batch }) => batch)
  const batches = [...byBatch]
    .map(([batch, some]) => ({ batch, name: some[0]?.name ?? '', codes: sum(some) }))
    .sort((one, other) => other.codes - one.codes || other.batch - one.batch)
  const others = batches.slice(SHOWN_BATCHES)
  const redeemed = [...byBatch].map(([batch, some]) => ({
    batch,
    name: some[0]?.name ?? '',
    service: some[0]?.service ?? SERVICES[0],
    ...useOf(some),
  }))
  return {
    statuses: STATUSES.map((status) => ({
      status,
      codes: sum(counts.filter((count) => count.status === status)),
    })),
    services: SERVICES.map((service) => ({
      service,
      codes: sum(counts.filter((count) => count.service === service)),
    })),
    batches: batches.slice(0, SHOWN_BATCHES),
    otherBatches: { batches: others.length, codes: sum(others) },
    redeemed: useOf(counts),
    bestBatches: redeemed
      .filter(({ redemptions }) => redemptions > 0)
      .sort((one, other) => other.redemptions - one.redemptions || other.batch - one.batch)
      .slice(0, COMPARED_BATCHES),
    newestBatches: redeemed.sort((one, other) => other.batch - one.batch).slice(0, COMPARED_BATCHES),
  }
}

const useOf = (counts: readonly BatchCount[]): Breakdown['redeemed'] => ({
  codes: counts.reduce((sum, { codes }) => sum + codes, 0),
  redeemed: counts.reduce((sum, one) => sum + one.redeemed, 0),
  redemptions: counts.reduce((sum, one) => sum + one.redemptions, 0),
})
