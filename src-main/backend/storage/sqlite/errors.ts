import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileReason, StorageReason } from '#shared/contract/storage-reasons.ts'
import { lookAtPath, tryToWrite } from '#backend/kernel/files/look-at-path.ts'
import { asFolderRefusal, refusalFor, type Whereabouts } from '#backend/kernel/files/storage-refusal.ts'

/** The driver's code, such as SQLITE_FULL, or undefined for another kind of error. */
export function sqliteCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined
}

/** The database of a site, or a file beside it. */
export const inData = (path: string): Whereabouts => ({ path, place: 'data' })

/**
 * The refusal that says what an error of the database at `where` means to a person; other errors as they are. Looks at
 * the files where the error itself does not say enough, so it can take as long as the disk takes.
 */
export function asRefusal(error: unknown, where: Whereabouts): unknown {
  const code = sqliteCode(error)
  if (code === undefined) return error
  if (code === 'SQLITE_FULL') return refusalFor('full', where.place)
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new Refusal('storage.damaged', {})
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new Refusal('storage.locked', {})
  const meaning = MEANINGS.find(([pattern]) => pattern.test(code))?.[1]
  return meaning ? refusalFor(reasonAt(code, where.path) ?? meaning, where.place) : error
}

type Reason = FileReason | StorageReason

/** What SQLite's codes mean where nothing is wrong to see, the first that matches. */
const MEANINGS: readonly (readonly [RegExp, Reason])[] = [
  [/^SQLITE_(PROTOCOL|IOERR_(LOCK|UNLOCK|RDLOCK|CHECKRESERVEDLOCK|SHMLOCK|SHMMAP|SHMOPEN))$/, 'no-locks'],
  [/^SQLITE_NOLFS$/, 'too-large'],
  [/^SQLITE_READONLY_DBMOVED$/, 'gone'],
  // A database is opened to be read only where its file, or its folder, may not be written.
  [/^SQLITE_(READONLY|PERM|AUTH$)/, 'denied'],
  [/^SQLITE_CANTOPEN_ISDIR$/, 'not-a-file'],
  [/^SQLITE_CANTOPEN/, 'gone'],
  [/^SQLITE_IOERR/, 'io-error'],
]

/** Beyond this SQLite opens no file, whatever the file system takes: it adds up to eight letters for the journal. */
const LONGEST_PATH = 512 - '-journal'.length
/** The same of Windows, in letters, where a program has not asked for more. */
const LONGEST_ON_WINDOWS = 259 - '-journal'.length

const isTooLong = (path: string): boolean =>
  process.platform === 'win32' ? path.length > LONGEST_ON_WINDOWS : Buffer.byteLength(path) > LONGEST_PATH

/** Beside a database, all of which SQLite opens itself. */
const BESIDE = ['', '-wal', '-shm', '-journal'] as const

/**
 * Why a site's database cannot be read and written, as far as looking shows: SQLite opens one that it may only read, and
 * says so at the first change.
 */
export function lookAtDatabase(path: string): FileReason | undefined {
  for (const beside of BESIDE) {
    const seen = lookAtPath(`${path}${beside}`, 'file', MADE)
    if (seen) return seen
  }
  return lookAtPath(dirname(path), 'folder', MADE - 1)
}

/** The data folder, a site's in it, and a file are made as needed; what is above them is not. */
const MADE = 3

/** What looking at the files shows; undefined where that is nothing. */
function reasonAt(code: string, path: string): Reason | undefined {
  const folder = dirname(path)
  const seen = lookAtDatabase(path)
  if (seen) return seen
  if (isTooLong(path)) return 'path-too-long'
  // A database that must be there was not.
  if (code === 'SQLITE_CANTOPEN' && statSync(path, { throwIfNoEntry: false }) === undefined)
    return tryToWrite(folder) ?? 'gone'
  if (isAtLimit(path)) return 'too-large'
  return tryToWrite(folder)
}

/** Whether a file of the database is as large as this process may make one, or as FAT can hold. */
function isAtLimit(path: string): boolean {
  const limit = Math.min(fileSizeLimit(), 2 ** 32)
  return BESIDE.some((beside) => {
    const size = statSync(`${path}${beside}`, { throwIfNoEntry: false })?.size ?? 0
    // The last page does not fit.
    return size <= limit && size + 64 * 1024 >= limit
  })
}

/** RLIMIT_FSIZE where the system says it. */
function fileSizeLimit(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8')
    return Number(/^Max file size +(\d+)/m.exec(limits)?.[1] ?? Infinity)
  } catch {
    return Infinity
  }
}

/** The same for work on files and folders, where the file system's errors are about the site as well. */
export const asStorageRefusal = (error: unknown, where: Whereabouts): unknown =>
  asFolderRefusal(asRefusal(error, where), where, MADE)

/** Runs `work` on the database at `where`; errors of the database come out as refusals. */
export function translating<T>(where: Whereabouts, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asRefusal(error, where)
  }
}
