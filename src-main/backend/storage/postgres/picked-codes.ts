import { type RawBuilder, sql } from 'kysely'
import { type IdChunk, idChunks } from '../id-chunks.ts'
import type { PickedRows, ResultSet } from '../result-sets.ts'
import { pickedIds } from '../sql/set-ids.ts'

/** So many codes are changed by a statement in some 30 ms, and are a row of `operation_change`. */
const WRITE_CHUNK = 16_384
/** The numbers of so many are some 2 MB on their way to the server. */
const READ_CHUNK = 262_144

/** A set of ids in the order of its report, in the memory where they are. */
export const resultSetOf = (ids: Uint32Array): ResultSet => ({
  count: ids.length,
  bytes: ids.byteLength,
  content: ids.buffer,
})

/** The picked codes by id, in parts that a statement reads. */
export const chunksToRead = (picked: PickedRows): Generator<IdChunk> =>
  idChunks(pickedIds(picked), READ_CHUNK)

/** The same in parts that a statement changes. */
export const chunksToWrite = (picked: PickedRows): Generator<IdChunk> =>
  idChunks(pickedIds(picked), WRITE_CHUNK)

/** The condition that a code is of the chunk. */
export const isOf = ({ first, last, list }: IdChunk): RawBuilder<boolean> =>
  list
    ? sql<boolean>`id = ANY(${list}::bigint[])`
    : sql<boolean>`id BETWEEN ${first}::bigint AND ${last}::bigint`
