import { Refusal } from '#shared/contract/refusal.ts'

/** The driver's code, such as SQLITE_FULL, or undefined for another kind of error. */
export function sqliteCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined
}

/** The file or its folder is not there, or may not be read or written; or the disk fails. */
const UNAVAILABLE = /^SQLITE_(CANTOPEN|IOERR|READONLY|PERM)/

/** The refusal that says what an error of the database means to a person; other errors as they are. */
export function asRefusal(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === undefined) return error
  if (code === 'SQLITE_FULL') return new Refusal('storage.full', {})
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new Refusal('storage.damaged', {})
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new Refusal('storage.locked', {})
  if (UNAVAILABLE.test(code)) return new Refusal('storage.unavailable', {})
  return error
}

/** The same for work on the files of a site's folder, where the file system's errors are about the site as well. */
export function asStorageRefusal(error: unknown): unknown {
  const known = asRefusal(error)
  const code = known instanceof Error && 'syscall' in known && 'code' in known ? known.code : undefined
  if (code === undefined) return known
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  return new Refusal(isFull ? 'storage.full' : 'storage.unavailable', {})
}

/** Runs `work`; errors of the database come out as refusals. */
export function translating<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asRefusal(error)
  }
}
