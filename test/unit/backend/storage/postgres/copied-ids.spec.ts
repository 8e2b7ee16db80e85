import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readIds } from '#backend/storage/postgres/copied-ids.ts'

/** What the server sends for rows of one id each, in the binary format of COPY. */
function copied(ids: readonly number[]): Buffer {
  const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
  const rows = ids.map((id) => {
    const row = Buffer.alloc(14)
    row.writeInt16BE(1, 0)
    row.writeInt32BE(8, 2)
    row.writeBigInt64BE(BigInt(id), 6)
    return row
  })
  return Buffer.concat([header, ...rows, Buffer.from([0xff, 0xff])])
}

async function* inChunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let [at, i] = [0, 0]
  while (at < bytes.length) {
    const size = sizes[i++ % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

it('reads every id, wherever the bytes are divided', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
      async (ids, sizes) => {
        expect([...(await readIds(inChunks(copied(ids), sizes)))]).toEqual(ids)
      },
    ),
  )
})

it('joins the blocks in which it keeps many', async () => {
  const ids = Array.from({ length: 150_000 }, (_, i) => i * 3 + 1)
  expect([...(await readIds(inChunks(copied(ids), [65_536, 1_000])))]).toEqual(ids)
})
