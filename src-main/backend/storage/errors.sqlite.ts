import { Refusal } from '#shared/contract/refusal.ts'

/** The driver's code, such as SQLITE_FULL, or undefined for another kind of error. */
export function sqliteCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined
}

/** The refusal that says what an error of the database means to a person; other errors as they are. */
export function asRefusal(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === undefined) return error
  if (code === 'SQLITE_FULL') return new Refusal('storage.full', {})
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new Refusal('storage.damaged', {})
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new Refusal('storage.locked', {})
  return error
}

/** Runs `work`; errors of the database come out as refusals. */
export function translating<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asRefusal(error)
  }
}
