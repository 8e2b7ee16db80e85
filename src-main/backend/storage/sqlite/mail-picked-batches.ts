import { type RawBuilder, sql } from 'kysely'
import type { Service } from '#shared/domain/services.ts'
import type { PickedRows } from '../result-sets.ts'
import type { ReadConnection } from './connection.ts'
import { pickIds } from '../id-chunks.ts'
import { raw } from '../sql/query.ts'

/** A batch with codes that are picked. */
export interface PickedBatch {
  readonly id: number
  readonly service: Service
  /** The condition that a row of `promo_code` is picked; undefined where all codes of the batch are. */
  readonly isPicked: RawBuilder<boolean> | undefined
  /** The picked ids, and maybe those of other batches among them; sorted. */
  readonly ids: Uint32Array
}

interface Bounds {
  readonly id: number
  readonly service: Service
  readonly first: number | null
  readonly last: number | null
}

/** The batches that may have codes among the picked ones, in the order of their making. */
export function pickedBatches(connection: ReadConnection, { set, ranges }: PickedRows): PickedBatch[] {
  const ids = pickIds(new Uint32Array(set.content as SharedArrayBuffer), ranges)
  const bounds = connection.all(
    'mail.batches',
    raw(sql<Bounds>`SELECT id, service,
      (SELECT min(id) FROM promo_code WHERE batch_id = batch.id) AS first,
      (SELECT max(id) FROM promo_code WHERE batch_id = batch.id) AS last FROM batch ORDER BY id`),
  )
  return bounds.flatMap(({ id, service, first, last }) => {
    if (first === null || last === null) return []
    const mine = ids.subarray(firstFrom(ids, first), firstFrom(ids, last + 1))
    if (mine.length === 0) return []
    const isWhole = mine.length === last - first + 1
    return [{ id, service, ids: mine, isPicked: isWhole ? undefined : isAmong(mine) }]
  })
}

const isAmong = (ids: Uint32Array) =>
  sql<boolean>`promo_code.id IN (SELECT value FROM json_each(${`[${ids.join()}]`}))`

/** The position of the first of the sorted ids that is not below `least`. */
function firstFrom(ids: Uint32Array, least: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
