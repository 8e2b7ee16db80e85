/**
 * SQL that answers with the ids of `query`, in its order, as one text: SQLite writes and we read it in a third of the
 * time that rows take, or calls of a function of ours.
 */
export const listingIds = (query: string): string => `SELECT CAST(group_concat(id) AS BLOB) FROM (${query})`

const COMMA = 0x2c
const ZERO = 0x30

/** The ids in such a text; null is none. By index: iterating takes five times as long. */
export function readIds(text: Uint8Array | null): Uint32Array<SharedArrayBuffer> {
  if (!text) return new Uint32Array(new SharedArrayBuffer(0))
  let count = 1
  for (let i = 0; i < text.length; i += 1) if (text[i] === COMMA) count += 1
  const ids = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT))
  let at = 0
  let id = 0
  for (let i = 0; i < text.length; i += 1) {
    const byte = text[i] as number
    if (byte === COMMA) {
      ids[at] = id
      at += 1
      id = 0
    } else id = id * 10 + byte - ZERO
  }
  ids[at] = id
  return ids
}
