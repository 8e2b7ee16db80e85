import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { Breakdown } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import type { IdChunk } from '#backend/storage/sqlite/id-chunks.ts'
import { batchesByName, countByBatch } from '#backend/storage/sqlite/report-figures.ts'

const SHOWN_BATCHES = 20

/** Counts the codes of the chunks by status, service and batch. */
export async function breakDown(
  connection: ReadConnection,
  today: IsoDate,
  chunks: Iterable<IdChunk>,
): Promise<Breakdown> {
  const byRank = STATUSES.map(() => 0)
  const byBatch = new Map<number, number>()
  for (const chunk of chunks) {
    for (const { batch, rank, codes } of countByBatch(connection, today, chunk)) {
      byRank[rank] = (byRank[rank] ?? 0) + codes
      byBatch.set(batch, (byBatch.get(batch) ?? 0) + codes)
    }
    await yieldToEventLoop()
  }
  const known = new Map(batchesByName(connection).map((batch) => [batch.id, batch]))
  const batches = [...byBatch]
    .map(([batch, codes]) => ({ batch, name: known.get(batch)?.name ?? '', codes }))
    .sort((one, other) => other.codes - one.codes || other.batch - one.batch)
  const others = batches.slice(SHOWN_BATCHES)
  const sum = (counts: readonly { codes: number }[]) => counts.reduce((total, { codes }) => total + codes, 0)
  return {
    statuses: STATUSES.map((status, rank) => ({ status, codes: byRank[rank] ?? 0 })),
    services: SERVICES.map((service) => ({
      service,
      codes: sum(batches.filter(({ batch }) => known.get(batch)?.service === service)),
    })),
    batches: batches.slice(0, SHOWN_BATCHES),
    otherBatches: { batches: others.length, codes: sum(others) },
  }
}
