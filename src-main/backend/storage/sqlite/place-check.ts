import { statSync } from 'node:fs'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { asStorageRefusal, inData } from './errors.ts'

/** By which the system distinguishes files. Undefined where there is none. */
function identityOf(path: string): string | undefined {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found && `${found.dev}:${found.ino}`
  } catch (error) {
    throw asStorageRefusal(error, inData(path))
  }
}

/** Whether what `placeCheck` answered with finds the file; true also where that cannot be seen. */
export function isInPlace(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    return !isRefusal(error, 'storage.gone')
  }
}

/**
 * Remembers which file is at `path`; what it answers with throws Refusal 'storage.gone' once another one is there, or
 * none. On Unix a file that is open can be deleted, and still be written.
 */
export function placeCheck(path: string): () => void {
  const opened = identityOf(path)
  return () => {
    if (identityOf(path) !== opened) throw new Refusal('storage.gone', {})
  }
}
