import { type RawBuilder, sql } from 'kysely'
import type { Service } from '#shared/domain/services.ts'
import type { PickedRows } from '../result-sets.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from './query.ts'
import { pickedIds } from './set-ids.ts'

/** A batch with codes that are picked. */
export interface PickedBatch {
  readonly id: number
  readonly service: Service
  /** Somebody had, or is to have, a message of it. */
  readonly hasMessages: boolean
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
  readonly hasMessages: boolean | 0 | 1
}

/** The batches that may have codes among the picked ones, in the order of their making. */
export async function pickedBatches(connection: ReadConnection, picked: PickedRows): Promise<PickedBatch[]> {
  const { isAmong } = connection.dialect
  const ids = pickedIds(picked)
  const bounds = await connection.all(
    'mail.batches',
    raw(sql<Bounds>`SELECT id, service,
      (SELECT min(id) FROM promo_code WHERE batch_id = batch.id) AS first,
      (SELECT max(id) FROM promo_code WHERE batch_id = batch.id) AS last,
      EXISTS (SELECT 1 FROM mail_message WHERE batch_id = batch.id) AS "hasMessages" FROM batch ORDER BY id`),
  )
  return bounds.flatMap(({ id, service, first, last, ...bound }) => {
    if (first === null || last === null) return []
    const mine = ids.subarray(firstFrom(ids, first), firstFrom(ids, last + 1))
    if (mine.length === 0) return []
    const isWhole = mine.length === last - first + 1
    const hasMessages = Boolean(bound.hasMessages)
    return [{ id, service, hasMessages, ids: mine, isPicked: isWhole ? undefined : isAmong(CODE, mine) }]
  })
}

const CODE = sql.ref('promo_code.id')

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
