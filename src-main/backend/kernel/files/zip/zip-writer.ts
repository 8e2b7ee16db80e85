import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** Writes a zip file, an entry after the other, in constant memory. */
export interface ZipWriter {
  /** An entry whose content comes in chunks, which are asked for as they can be packed. */
  add(path: string, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void>
  /** The directory; nothing can be added after it. */
  end(): Promise<void>
}

interface Entry {
  readonly path: Buffer
  readonly offset: number
  crc: number
  /** Bytes packed and unpacked. */
  packed: number
  size: number
}

/** Level 1 takes half the time of level 6 for a file a little larger. */
const LEVEL = 1
/** Without the extension for larger files, which not every reader of workbooks knows. */
const LIMIT = 0xffff_ffff
/** 1 January 2000 as MS-DOS writes it: the same table gives the same file. */
const DATE = (20 << 9) | (1 << 5) | 1
const VERSION = 20
const NAMES_IN_UTF8 = 0x0800
const DEFLATED = 8

/**
 * The file must be new and empty. Sizes and checksums are put into an entry's head once they are known (APPNOTE 4.3.7),
 * so that readers need not look for them behind it.
 * @throws RangeError where an entry or the file would be larger than 4 GiB
 */
export function createZipWriter(file: FileHandle): ZipWriter {
  const entries: Entry[] = []
  let end = 0

  const append = async (bytes: Buffer): Promise<void> => {
    await writeAll(file, bytes, end)
    end += bytes.length
    if (end > LIMIT) throw new RangeError('a zip file ends at 4 GiB')
  }

  return {
    async add(path, content) {
      const entry: Entry = { path: Buffer.from(path), offset: end, crc: 0, packed: 0, size: 0 }
      entries.push(entry)
      await append(localHead(entry))
      const pack = createDeflateRaw({ level: LEVEL, chunkSize: 128 * 1024 })
      await pipeline(Readable.from(counted(content, entry)), pack, async (packed: AsyncIterable<Buffer>) => {
        for await (const bytes of packed) {
          entry.packed += bytes.length
          await append(bytes)
        }
      })
      if (entry.size > LIMIT) throw new RangeError('an entry of a zip file ends at 4 GiB')
      await writeAll(file, localHead(entry), entry.offset)
    },
    async end() {
      const start = end
      for (const entry of entries) await append(directoryEntry(entry))
      await append(directoryEnd(entries.length, start, end - start))
    },
  }
}

async function* counted(
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  entry: Entry,
): AsyncGenerator<Buffer> {
  for await (const bytes of content) {
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** The fields that an entry's head and its line in the directory have in common, from the version on. */
function commonFields({ path, crc, packed, size }: Entry): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(NAMES_IN_UTF8, 2)
  fields.writeUInt16LE(DEFLATED, 4)
  fields.writeUInt16LE(DATE, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(packed, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(path.length, 22)
  return fields
}

function localHead(entry: Entry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commonFields(entry), entry.path])
}

function directoryEntry(entry: Entry): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(entry.offset, 10)
  const made = Buffer.from([VERSION, 0])
  const signature = Buffer.from('PK\x01\x02', 'latin1')
  return Buffer.concat([signature, made, commonFields(entry), rest, entry.path])
}

function directoryEnd(count: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(start, 16)
  return end
}
