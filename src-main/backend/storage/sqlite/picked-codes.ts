import { type RawBuilder, sql } from 'kysely'
import type { IdChunk } from '../id-chunks.ts'

/** The codes of a chunk, for FROM. The order of the join is given, so that the table is looked up by id. */
export function pickedCodes({ first, last, list }: IdChunk): RawBuilder<unknown> {
  return list
    ? sql`(SELECT value AS picked_id FROM json_each(${JSON.stringify(list)}))
        CROSS JOIN promo_code ON promo_code.id = picked_id`
    : sql`(SELECT ${first} AS low, ${last} AS high) CROSS JOIN promo_code ON promo_code.id BETWEEN low AND high`
}
