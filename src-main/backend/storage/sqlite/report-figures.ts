import { type RawBuilder, sql } from 'kysely'
import type { CountedParameter, Filter, ValueCount } from '#shared/contract/report.ts'
import { dayFormatter, type IsoDate } from '#shared/domain/dates.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import { idBitmap } from '../id-bitmap.ts'
import type { BatchCount, DayCounts } from '../report.ts'
import type { PartSums } from '../report-row.ts'
import { type FoundValue, foundValues, listedValues } from '../value-counts.ts'
import type { ReadConnection } from './connection.ts'
import type { IdChunk } from '../id-chunks.ts'
import { pickedCodes } from './picked-codes.ts'
import { query, raw } from './query.ts'
import { statusRank } from './status.ts'

type Condition = RawBuilder<boolean>

/** How often the codes of a chunk were used, and what their fixed discounts come to, by currency. */
export const sumsOf = (connection: ReadConnection, chunk: IdChunk): readonly PartSums[] =>
  connection.all(
    'figures.sums',
    raw(sql<PartSums>`
      SELECT discount_currency AS currency, count(*) AS codes, sum(used) AS used, sum(discount_value) AS minor
      FROM ${pickedCodes(chunk)} GROUP BY discount_currency`),
  )

/** How many codes that pass the filter have each value of the parameter. */
export function countValues(
  connection: ReadConnection,
  parameter: CountedParameter,
  where: Condition,
  conditionOf: (value: Filter) => Condition,
): ValueCount[] {
  const listed = listedValues(parameter)
  if (!listed) return foundValues(findValues(connection, parameter, where))
  const counts = listed.map(
    (value, i) => sql`count(*) FILTER (WHERE ${conditionOf(value)}) AS ${sql.ref(`value${i}`)}`,
  )
  const row = connection.get(
    'figures.values',
    raw(sql<Record<string, number>>`SELECT ${sql.join(counts)} FROM promo_code WHERE ${where}`),
  )
  return listed.map((value, i) => ({ value, codes: row?.[`value${i}`] ?? 0 }))
}

const findValues = (connection: ReadConnection, parameter: CountedParameter, where: Condition) =>
  connection.all(
    'figures.found-values',
    raw(
      parameter === 'batch'
        ? sql<FoundValue>`SELECT batch_id AS batch, NULL AS kind, NULL AS value, NULL AS currency, count(*) AS codes
            FROM promo_code WHERE ${where} GROUP BY batch_id`
        : sql<FoundValue>`SELECT NULL AS batch, discount_kind AS kind, discount_value AS value,
            discount_currency AS currency, count(*) AS codes
            FROM promo_code WHERE ${where} GROUP BY 2, 3, 4`,
    ),
  )

/** Counts the codes of chunks by batch and status. */
export function createBatchCounter(connection: ReadConnection, today: IsoDate) {
  /** By batch: a count for each status, in their order. */
  const counted = new Map<number, number[]>()
  return {
    add(chunk: IdChunk): void {
      const rows = connection.all(
        'figures.by-batch',
        raw(sql<{ batch: number; rank: number; codes: number }>`
          SELECT batch_id AS batch, ${statusRank(today)} AS rank, count(*) AS codes
          FROM ${pickedCodes(chunk)} GROUP BY 1, 2`),
      )
      for (const { batch, rank, codes } of rows) {
        const ranks = counted.get(batch) ?? STATUSES.map(() => 0)
        ranks[rank] = (ranks[rank] ?? 0) + codes
        counted.set(batch, ranks)
      }
    },
    counts(): BatchCount[] {
      const batches = query.selectFrom('batch').select(['id', 'name', 'service'])
      return connection.all('figures.batches', batches).flatMap(({ id, name, service }) =>
        (counted.get(id) ?? []).flatMap((codes, rank) => {
          const status = STATUSES[rank]
          return codes > 0 && status ? [{ batch: id, name, service, status, codes }] : []
        }),
      )
    },
  }
}

/** Counts what expires and what was redeemed by day, of the codes of a result set. */
export function createDayCounter(connection: ReadConnection) {
  const expiries = new Map<IsoDate, number>()
  return {
    add(chunk: IdChunk): void {
      const rows = connection.all(
        'figures.by-expiry',
        raw(sql<{ day: IsoDate; codes: number }>`
          SELECT expires AS day, count(*) AS codes FROM ${pickedCodes(chunk)} GROUP BY expires`),
      )
      for (const { day, codes } of rows) expiries.set(day, (expiries.get(day) ?? 0) + codes)
    },
    counts(ids: Uint32Array, timeZone: string): DayCounts {
      const dayOf = dayFormatter(timeZone)
      const redemptions = new Map<IsoDate, number>()
      for (const at of redemptionTimes(connection, ids)) {
        const day = dayOf(at)
        redemptions.set(day, (redemptions.get(day) ?? 0) + 1)
      }
      return { expiries, redemptions }
    },
  }
}

/** When codes of the result set were redeemed, for those redemptions that were not taken back. */
function* redemptionTimes(connection: ReadConnection, ids: Uint32Array): Generator<number> {
  const all = connection.all(
    'figures.redemptions',
    query.selectFrom('redemption').select(['code_id', 'at']).where('given_back_at', 'is', null),
  )
  if (all.length === 0) return
  const shown = idBitmap(ids)
  for (const { code_id, at } of all) if (shown.has(code_id)) yield at
}
