import type { Pages } from './pages.ts'

/** What a place of a row holds, as the driver takes it. */
export type StoredValue = null | number | bigint | string | Buffer

/** A row of a table, or an entry of an index or of a table without row ids. */
export interface Entry {
  /** Null in an index and in a table without row ids. */
  readonly rowId: number | bigint | null
  readonly values: readonly StoredValue[]
}

/** A page of the tree of a table or an index. */
export interface TreePage {
  readonly of: 'table' | 'index'
  readonly isLeaf: boolean
  readonly children: readonly number[]
  /** Undefined for one that cannot be read. The upper pages of a table hold none. */
  readonly entries: readonly (Entry | undefined)[]
}

const TYPES = {
  2: { of: 'index', isLeaf: false },
  5: { of: 'table', isLeaf: false },
  10: { of: 'index', isLeaf: true },
  13: { of: 'table', isLeaf: true },
} as const

/** Reads a page as the file format defines it; undefined where it is none of a tree. */
export function readTreePage(pages: Pages, page: number): TreePage | undefined {
  const bytes = pages.read(page)
  const start = page === 1 ? 100 : 0
  const type = TYPES[bytes?.[start] as keyof typeof TYPES] as (typeof TYPES)[keyof typeof TYPES] | undefined
  if (!bytes || !type) return undefined
  const count = bytes.readUInt16BE(start + 3)
  const places = start + (type.isLeaf ? 8 : 12)
  // A page of nothing but the shortest cells has no more.
  if (places + 2 * count > pages.size) return undefined
  const children: number[] = []
  const entries: (Entry | undefined)[] = []
  for (let at = 0; at < count; at += 1) {
    const place = bytes.readUInt16BE(places + 2 * at)
    const isInside = place >= places + 2 * count && place <= pages.size - 4
    if (!type.isLeaf && isInside) children.push(bytes.readUInt32BE(place))
    if (type.of === 'index' || type.isLeaf)
      entries.push(isInside ? tryToRead(() => readEntry(pages, bytes, place, type)) : undefined)
  }
  if (!type.isLeaf) children.push(bytes.readUInt32BE(start + 8))
  return { ...type, children, entries }
}

class Unreadable extends Error {}

function tryToRead<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    // Reading behind the end of a page, and a text that is none, are errors of the bytes as well.
    if (error instanceof Unreadable || error instanceof RangeError || error instanceof TypeError)
      return undefined
    throw error
  }
}

type PageType = Pick<TreePage, 'of' | 'isLeaf'>

function readEntry(pages: Pages, bytes: Buffer, place: number, type: PageType): Entry {
  const cell = readerOf(bytes, type.isLeaf ? place : place + 4)
  const length = Number(cell.varint())
  const rowId = type.of === 'table' ? signed(cell.varint()) : null
  return { rowId, values: readRecord(readPayload(pages, bytes, cell.at(), length, type)) }
}

/** The longest payload that is read: the longest texts of the site come to a fraction of it. */
const LONGEST_BYTES = 64 * 1024 * 1024

/** The record of a cell, put together from the pages that it goes on in. */
function readPayload(pages: Pages, bytes: Buffer, place: number, length: number, { of }: PageType): Buffer {
  if (length > LONGEST_BYTES) throw new Unreadable()
  const most = of === 'table' ? pages.size - 35 : Math.floor(((pages.size - 12) * 64) / 255) - 23
  if (length <= most) return within(bytes, place, length)
  const least = Math.floor(((pages.size - 12) * 32) / 255) - 23
  const rest = least + ((length - least) % (pages.size - 4))
  const local = rest <= most ? rest : least
  const parts = [within(bytes, place, local)]
  let missing = length - local
  let next = within(bytes, place + local, 4).readUInt32BE(0)
  while (missing > 0) {
    const page = next > 1 && next <= pages.count ? pages.read(next) : undefined
    if (!page) throw new Unreadable()
    const part = page.subarray(4, 4 + Math.min(missing, pages.size - 4))
    parts.push(part)
    missing -= part.length
    next = page.readUInt32BE(0)
  }
  // The last page leads nowhere; another one is part of something else by now.
  if (next !== 0) throw new Unreadable()
  return Buffer.concat(parts, length)
}

function within(bytes: Buffer, place: number, length: number): Buffer {
  if (place + length > bytes.length) throw new Unreadable()
  return bytes.subarray(place, place + length)
}

function readRecord(record: Buffer): StoredValue[] {
  const head = readerOf(record, 0)
  const end = Number(head.varint())
  if (end > record.length) throw new Unreadable()
  const types: number[] = []
  while (head.at() < end) types.push(Number(head.varint()))
  if (head.at() !== end) throw new Unreadable()
  let place = end
  const values = types.map((type) => {
    const length = lengthOf(type)
    const value = readValue(within(record, place, length), type)
    place += length
    return value
  })
  if (place !== record.length) throw new Unreadable()
  return values
}

const FIXED_LENGTHS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(type: number): number {
  const fixed = FIXED_LENGTHS[type]
  if (fixed !== undefined) return fixed
  if (type < 12) throw new Unreadable()
  return Math.floor((type - 12) / 2)
}

const texts = new TextDecoder('utf-8', { fatal: true })
/** No text of the site has one: where there is one, other bytes were written over it. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/

function readValue(bytes: Buffer, type: number): StoredValue {
  if (type === 0) return null
  if (type === 8 || type === 9) return type - 8
  if (type === 7) return bytes.readDoubleBE(0)
  if (type === 6) return asNumber(bytes.readBigInt64BE(0))
  if (type < 7) return bytes.readIntBE(0, bytes.length)
  if (type % 2 === 0) return Buffer.from(bytes)
  const text = texts.decode(bytes)
  if (CONTROL.test(text)) throw new Unreadable()
  return text
}

const asNumber = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value

const signed = (value: number | bigint): number | bigint =>
  typeof value === 'number' ? value : asNumber(BigInt.asIntN(64, value))

/** Reads whole numbers of one to nine bytes, one after the other. */
function readerOf(bytes: Buffer, start: number) {
  let place = start
  const byte = () => bytes.readUInt8(place++)
  return {
    at: () => place,
    varint(): number | bigint {
      let value = 0
      for (let count = 0; count < 7; count += 1) {
        const next = byte()
        value = value * 128 + (next & 0x7f)
        if (next < 0x80) return value
      }
      const next = byte()
      const most = BigInt(value) * 128n + BigInt(next & 0x7f)
      return next < 0x80 ? most : most * 256n + BigInt(byte())
    },
  }
}
