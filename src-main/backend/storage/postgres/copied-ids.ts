/** What COPY's binary format begins with: signature, flags, length of an extension that nothing uses. */
const HEADER_BYTES = 11 + 4 + 4
/** A row of one `bigint`: the number of fields, the length of the field, the field. */
const ROW_BYTES = 2 + 4 + 8
/** Ids fit into the lower half of a `bigint` (`migrations/0010`). */
const LOWER_HALF = 2 + 4 + 4
const BLOCK = 65_536

/** The ids of a COPY in binary format, of rows that are one id each. They are in memory that all threads see. */
export async function readIds(copied: AsyncIterable<Buffer>): Promise<Uint32Array> {
  const full: Uint32Array[] = []
  let block = new Uint32Array(BLOCK)
  let filled = 0
  let rest: Buffer = Buffer.alloc(0)
  let hasBegun = false
  for await (const chunk of copied) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let at = hasBegun ? 0 : HEADER_BYTES
    for (; at + ROW_BYTES <= bytes.length; at += ROW_BYTES) {
      if (filled === BLOCK) {
        full.push(block)
        block = new Uint32Array(BLOCK)
        filled = 0
      }
      block[filled++] = bytes.readUInt32BE(at + LOWER_HALF)
    }
    hasBegun ||= bytes.length >= HEADER_BYTES
    rest = hasBegun ? bytes.subarray(at) : bytes
  }
  return joined(full, block.subarray(0, filled))
}

function joined(full: readonly Uint32Array[], last: Uint32Array): Uint32Array {
  const count = full.length * BLOCK + last.length
  const ids = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT))
  for (const [i, block] of full.entries()) ids.set(block, i * BLOCK)
  ids.set(last, full.length * BLOCK)
  return ids
}
