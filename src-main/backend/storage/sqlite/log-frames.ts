import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { endianness } from 'node:os'
import { fileErrorCode } from '#backend/kernel/files/file-reason.ts'

/**
 * The write-ahead log as the file format defines it. SQLite itself stops at the first frame whose checksum is wrong and
 * forgets what follows, as it must after a power cut; here the frames behind it are read as well, since they show that
 * something committed is lost, and hold it.
 */
export interface LogFrames {
  readonly pageSize: number
  /** Where the newest committed content of each page is in the file of the log. */
  readonly pages: ReadonlyMap<number, number>
  /** How many pages the database has after the last commit that SQLite would find; 0 where it would find none. */
  readonly databasePages: number
  /** The same pages as SQLite would find them. */
  readonly found: ReadonlySet<number>
  /** Something that was committed is not among what SQLite would find. */
  readonly isDamaged: boolean
  /** Pages whose newest committed content is not there any more; null where it is not known which those are. */
  readonly lostPages: ReadonlySet<number> | null
}

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
/** The last bit says in which byte order checksums are made. */
const MAGIC = 0x377f0682
const SIZES = [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]
const USUAL_PAGE_SIZE = 4096

type Sums = readonly [number, number]

interface Frame {
  readonly page: number
  /** Of a frame that ends a transaction: how many pages the database has then. */
  readonly commit: number
  readonly isWhole: boolean
  readonly offset: number
}

/** Reads the log of the database at `path`, which nobody has open. Undefined where there is none, and none is missing. */
export function readLogFrames(path: string): LogFrames | undefined {
  const index = readIndex(`${path}-shm`)
  const file = openIfThere(`${path}-wal`)
  const size = file === undefined ? 0 : fstatSync(file).size
  try {
    if (file === undefined || size === 0)
      return index && index.committed > index.moved ? withoutFrames(index) : undefined
    const header = readHeader(file, size)
    const frames = readFrames(file, size, header)
    const firstBad = frames.findIndex(({ isWhole }) => !isWhole)
    const upTo = (end: number) => frames.slice(0, end).findLastIndex(({ commit }) => commit > 0) + 1
    const found = header.isWhole ? upTo(firstBad < 0 ? frames.length : firstBad) : 0
    // A last frame that is not whole can be what a kill left of a commit that was not reported to anybody.
    const all = Math.max(found, upTo(frames.at(-1)?.isWhole === false ? frames.length - 1 : frames.length))
    const isOfRun = index && (!header.isWhole || index.salts === header.salts) && index.committed >= found
    const known = isOfRun ? index : undefined
    return {
      pageSize: header.pageSize,
      ...newestPages(frames, known ? Math.max(all, known.committed) : all, known),
      databasePages: frames[found - 1]?.commit ?? 0,
      found: new Set(frames.slice(0, found).map(({ page }) => page)),
      isDamaged: known ? known.committed > Math.max(found, known.moved) : all > found,
    }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** By page, where its newest content is, up to a frame; and the pages of which that frame is not there or not whole. */
function newestPages(
  frames: readonly Frame[],
  last: number,
  index: LogIndex | undefined,
): Pick<LogFrames, 'pages' | 'lostPages'> {
  const pages = new Map<number, number>()
  const lost = new Set<number>()
  let isKnown = true
  // What is before that is in the database file.
  for (let at = index?.moved ?? 0; at < last; at += 1) {
    const frame = frames[at]
    const page = frame?.isWhole ? frame.page : (index?.pages[at] ?? frame?.page)
    if (frame?.isWhole) {
      pages.set(frame.page, frame.offset)
      lost.delete(frame.page)
    } else if (page) lost.add(page)
    else isKnown = false
  }
  return { pages, lostPages: isKnown ? lost : null }
}

const withoutFrames = (index: LogIndex): LogFrames => ({
  pageSize: USUAL_PAGE_SIZE,
  ...newestPages([], index.committed, index),
  databasePages: 0,
  found: new Set(),
  isDamaged: true,
})

interface Header {
  readonly pageSize: number
  readonly bigEndian: boolean
  /** Those of this run of the log: frames of an earlier one have others. */
  readonly salts: string
  readonly sums: Sums
  readonly isWhole: boolean
}

function readHeader(file: number, size: number): Header {
  const bytes = bytesAt(file, 0, HEADER_BYTES)
  const magic = bytes.readUInt32BE(0)
  const sums: Sums = [bytes.readUInt32BE(24), bytes.readUInt32BE(28)]
  const bigEndian = magic === MAGIC + 1
  const [first, second] = checksum(bytes.subarray(0, 24), [0, 0], bigEndian)
  const pageSize = bytes.readUInt32BE(8)
  const isMagic = magic === MAGIC || bigEndian
  if (isMagic && first === sums[0] && second === sums[1] && SIZES.includes(pageSize))
    return { pageSize, bigEndian, salts: bytes.toString('hex', 16, 24), sums, isWhole: true }
  // What the frames say of themselves replaces it.
  const one =
    size >= HEADER_BYTES + FRAME_HEADER_BYTES ? bytesAt(file, HEADER_BYTES, FRAME_HEADER_BYTES) : bytes
  return {
    pageSize: USUAL_PAGE_SIZE,
    bigEndian: false,
    salts: one.toString('hex', 8, 16),
    sums: [0, 0],
    isWhole: false,
  }
}

/** Every frame of this run of the log, also behind one that is not whole: each checksum goes on from the one before. */
function readFrames(
  file: number,
  size: number,
  { pageSize, bigEndian, salts, sums, isWhole }: Header,
): Frame[] {
  const bytes = FRAME_HEADER_BYTES + pageSize
  const frames: Frame[] = []
  let previous: Sums | undefined = isWhole ? sums : undefined
  let lastOfRun = 0
  for (let at = HEADER_BYTES; at + bytes <= size; at += bytes) {
    const frame = bytesAt(file, at, bytes)
    const isOfRun = frame.toString('hex', 8, 16) === salts
    const stored: Sums = [frame.readUInt32BE(16), frame.readUInt32BE(20)]
    const made: Sums | undefined =
      previous &&
      checksum(
        frame.subarray(FRAME_HEADER_BYTES),
        checksum(frame.subarray(0, 8), previous, bigEndian),
        bigEndian,
      )
    // Behind a frame that is not whole it is not known what to go on from.
    const isRight = made === undefined || (made[0] === stored[0] && made[1] === stored[1])
    frames.push({
      page: frame.readUInt32BE(0),
      commit: isOfRun ? frame.readUInt32BE(4) : 0,
      isWhole: isOfRun && isRight && frame.readUInt32BE(0) > 0,
      offset: at + FRAME_HEADER_BYTES,
    })
    if (isOfRun) lastOfRun = frames.length
    previous = isOfRun ? stored : undefined
  }
  return frames.slice(0, lastOfRun)
}

/** SQLite's checksum of pairs of words, going on from another. */
function checksum(bytes: Buffer, [one, two]: Sums, bigEndian: boolean): Sums {
  let first = one
  let second = two
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + words.getUint32(at, !bigEndian) + second) >>> 0
    second = (second + words.getUint32(at + 4, !bigEndian) + first) >>> 0
  }
  return [first, second]
}

interface LogIndex {
  readonly salts: string
  /** How many frames of the log were committed. */
  readonly committed: number
  /** How many of them are in the database file. */
  readonly moved: number
  /** Of each frame, which page it is of. */
  readonly pages: readonly number[]
}

const INDEX_HEADER_BYTES = 48

/**
 * What the index of the log, which survives a kill, says of it. It is written after the frames are on the disk, so what
 * it counts was committed. Undefined where nothing can be learnt from it.
 */
function readIndex(path: string): LogIndex | undefined {
  const file = openIfThere(path)
  if (file === undefined) return undefined
  try {
    const length = 2 * INDEX_HEADER_BYTES + 4
    if (fstatSync(file).size < length) return undefined
    const bytes = bytesAt(file, 0, length)
    const word = (at: number) => (IS_BIG_ENDIAN ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))
    const moved = word(2 * INDEX_HEADER_BYTES)
    // It is there twice; a kill between the two leaves one that is older.
    const copies = [0, INDEX_HEADER_BYTES].flatMap((at) => {
      const [first, second] = checksum(bytes.subarray(at, at + 40), [0, 0], IS_BIG_ENDIAN)
      const isWhole = word(at) === INDEX_VERSION && first === word(at + 40) && second === word(at + 44)
      const salts = bytes.toString('hex', at + 32, at + 40)
      return isWhole ? [{ salts, committed: word(at + 16), moved }] : []
    })
    const [oldest] = copies.sort((one, other) => one.committed - other.committed)
    return oldest && { ...oldest, pages: readIndexedPages(file, oldest.committed) }
  } finally {
    closeSync(file)
  }
}

/** The index is in blocks: the pages of so many frames, then a table to find them by. The head takes room of the first. */
const BLOCK_BYTES = 32768
const FRAMES_IN_BLOCK = 4096
const HEAD_BYTES = 136

function readIndexedPages(file: number, frames: number): number[] {
  const missing = HEAD_BYTES / 4
  return Array.from({ length: frames }, (_, at) => {
    const place = at + missing
    const block = Math.floor(place / FRAMES_IN_BLOCK)
    const bytes = bytesAt(file, block * BLOCK_BYTES + (place % FRAMES_IN_BLOCK) * 4, 4)
    return IS_BIG_ENDIAN ? bytes.readUInt32BE(0) : bytes.readUInt32LE(0)
  })
}

const IS_BIG_ENDIAN = endianness() === 'BE'
const INDEX_VERSION = 3007000

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function bytesAt(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, offset)
  return bytes
}
