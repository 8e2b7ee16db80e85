import { type RawBuilder, sql } from 'kysely'
import type { CountedParameter, Filter, ValueCount } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import type { CodesOfDay, DayTally } from '../day-tally.ts'
import type { IdChunk } from '../id-chunks.ts'
import type { BatchCount } from '../report.ts'
import type { PartSums } from '../report-row.ts'
import { type FoundValue, foundValues, listedValues } from '../value-counts.ts'
import type { ReadConnection } from './connection.ts'
import { pickedCodes } from './picked-codes.ts'
import { query, raw } from '../sql/query.ts'
import { hasStatus, statusRank } from '../sql/status.ts'

type Counts = Pick<BatchCount, 'codes' | 'redeemed' | 'redemptions'>

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
  if (parameter === 'message')
    // Each by itself goes from its messages to the codes; beside each other, every code is looked up for every state.
    return listed.map((value) => ({
      value,
      codes: countOf(connection, sql`${where} AND ${conditionOf(value)}`),
    }))
  const counts = listed.map(
    (value, i) => sql`count(*) FILTER (WHERE ${conditionOf(value)}) AS ${sql.ref(`value${i}`)}`,
  )
  const row = connection.get(
    'figures.values',
    raw(sql<Record<string, number>>`SELECT ${sql.join(counts)} FROM promo_code WHERE ${where}`),
  )
  return listed.map((value, i) => ({ value, codes: row?.[`value${i}`] ?? 0 }))
}

const countOf = (connection: ReadConnection, where: RawBuilder<unknown>): number =>
  connection.column<number>('figures.value', raw(sql`SELECT count(*) FROM promo_code WHERE ${where}`))[0] ?? 0

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
  /** By batch: the counts of each status, in their order. */
  const counted = new Map<number, (Counts | undefined)[]>()
  return {
    add(chunk: IdChunk): void {
      const rows = connection.all(
        'figures.by-batch',
        raw(sql<Counts & { batch: number; rank: number }>`
          SELECT batch_id AS batch, ${statusRank(today)} AS rank, count(*) AS codes, sum(used > 0) AS redeemed,
            sum(used) AS redemptions
          FROM ${pickedCodes(chunk)} GROUP BY 1, 2`),
      )
      for (const { batch, rank, codes, redeemed, redemptions } of rows) {
        const ranks = counted.get(batch) ?? []
        const before = ranks[rank] ?? { codes: 0, redeemed: 0, redemptions: 0 }
        ranks[rank] = {
          codes: before.codes + codes,
          redeemed: before.redeemed + redeemed,
          redemptions: before.redemptions + redemptions,
        }
        counted.set(batch, ranks)
      }
    },
    counts(): BatchCount[] {
      const batches = query.selectFrom('batch').select(['id', 'name', 'service'])
      return connection.all('figures.batches', batches).flatMap(({ id, name, service }) =>
        STATUSES.flatMap((status, rank) => {
          const counts = counted.get(id)?.[rank]
          return counts ? [{ batch: id, name, service, status, ...counts }] : []
        }),
      )
    },
  }
}

/** Counts what expires by day, of the codes of a chunk. Statuses beside each other take half the time of groups. */
export function countExpiring(
  connection: ReadConnection,
  today: IsoDate,
  chunk: IdChunk,
  tally: DayTally,
): void {
  const rows = connection.all(
    'figures.by-expiry',
    raw(sql<CodesOfDay>`
      SELECT expires AS day, count(*) AS codes, count(deleted_at) AS deleted,
        sum(${hasStatus('used-up', today)}) AS usedUp, sum(${hasStatus('expired', today)}) AS expired,
        sum(${hasStatus('not-yet-valid', today)}) AS notYetValid
      FROM ${pickedCodes(chunk)} GROUP BY expires`),
  )
  for (const row of rows) tally.addExpiring(row)
}
