import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { readLogFrames } from '../log-frames.ts'

/** The pages of a database file with what its log holds of them, read without SQLite. */
export interface Pages {
  readonly size: number
  readonly count: number
  /** The page is older than it was: what was written last of it is lost with the log. */
  isOld(page: number): boolean
  /** Undefined where there is no such page, or the disk does not give it. */
  read(page: number): Buffer | undefined
  close(): void
}

const USUAL_SIZE = 4096

/** @throws the file system's errors where the file cannot be opened */
export function openPages(path: string): Pages {
  const log = readLogFrames(path)
  const file = openSync(path, 'r')
  const logFile = log && existsSync(`${path}-wal`) ? openSync(`${path}-wal`, 'r') : undefined
  const length = fstatSync(file).size
  const size = log && log.pages.size > 0 ? log.pageSize : sizeOfPages(file, length)
  const inLog = [...(log?.pages.keys() ?? [])].reduce((most, page) => Math.max(most, page), 0)

  return {
    size,
    count: Math.max(Math.ceil(length / size), inLog),
    isOld: (page) => (log?.lostPages === null ? true : (log?.lostPages.has(page) ?? false)),
    read(page) {
      const place = log?.pages.get(page)
      if (place !== undefined && logFile !== undefined) return bytesAt(logFile, place, size)
      return bytesAt(file, (page - 1) * size, size)
    },
    close() {
      closeSync(file)
      if (logFile !== undefined) closeSync(logFile)
    },
  }
}

/** What the head says, unless the pages look otherwise: the head can be what is damaged. */
function sizeOfPages(file: number, length: number): number {
  const said = bytesAt(file, 16, 2)?.readUInt16BE(0) ?? 0
  const size = said === 1 ? 65536 : said
  const isPossible = size >= 512 && (size & (size - 1)) === 0
  return isPossible && likeness(file, length, size) >= likeness(file, length, USUAL_SIZE) ? size : USUAL_SIZE
}

const SAMPLE = 64

/** Which part of the first pages begins as pages of tables and indexes do. */
function likeness(file: number, length: number, size: number): number {
  const pages = Math.min(SAMPLE, Math.floor(length / size) - 1)
  if (pages <= 0) return 0
  const types = Array.from({ length: pages }, (_, at) => bytesAt(file, (at + 1) * size, 1)?.[0] ?? 0)
  return types.filter((type) => PAGE_TYPES.includes(type)).length / pages
}

const PAGE_TYPES = [2, 5, 10, 13]

/** What is there of the place, and zeros; undefined where there is nothing. */
function bytesAt(file: number, offset: number, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length)
  try {
    return readSync(file, bytes, 0, length, offset) > 0 ? bytes : undefined
  } catch {
    return undefined
  }
}
