import { sql } from 'kysely'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection } from './connection.ts'
import { idBitmap } from '../id-bitmap.ts'
import type { IdChunk } from './id-chunks.ts'
import { pickedCodes } from './picked-codes.ts'
import { query, raw } from './query.ts'
import { statusRank } from './status.ts'

export interface BatchCount {
  readonly batch: number
  /** The status’s place in the order Active, Expired, Used up, Deleted. */
  readonly rank: number
  readonly codes: number
}

/** The chunk’s codes by batch and status. */
export function countByBatch(connection: ReadConnection, today: IsoDate, chunk: IdChunk): BatchCount[] {
  return connection.all(
    'figures.by-batch',
    raw(sql<BatchCount>`SELECT batch_id AS batch, ${statusRank(today)} AS rank, count(*) AS codes
      FROM ${pickedCodes(chunk)} GROUP BY 1, 2`),
  )
}

export interface BatchName {
  readonly id: number
  readonly name: string
  readonly service: Service
}

export const batchesByName = (connection: ReadConnection): BatchName[] =>
  connection.all('figures.batches', query.selectFrom('batch').select(['id', 'name', 'service']))

/** How many of the chunk’s codes expire on each day. */
export function countByExpiry(connection: ReadConnection, chunk: IdChunk): { day: IsoDate; codes: number }[] {
  return connection.all(
    'figures.by-expiry',
    raw(sql<{ day: IsoDate; codes: number }>`
      SELECT expires AS day, count(*) AS codes FROM ${pickedCodes(chunk)} GROUP BY expires`),
  )
}

/** When codes of the result set were redeemed, for those redemptions that were not taken back. */
export function* redemptionTimes(connection: ReadConnection, ids: Uint32Array): Generator<number> {
  const all = connection.all(
    'figures.redemptions',
    query.selectFrom('redemption').select(['code_id', 'at']).where('given_back_at', 'is', null),
  )
  if (all.length === 0) return
  const shown = idBitmap(ids)
  for (const { code_id, at } of all) if (shown.has(code_id)) yield at
}
