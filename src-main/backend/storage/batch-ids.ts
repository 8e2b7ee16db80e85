import type { ReadConnection } from './connection.sqlite.ts'
import { query } from './query.ts'

/** The ids of a batch’s codes, in the order of their creation. */
export async function idsOfBatch(connection: ReadConnection, batch: number): Promise<number[]> {
  return connection.column<number>(
    'codes.of-batch',
    query.selectFrom('promo_code').select('id').where('batch_id', '=', batch).orderBy('id'),
  )
}
