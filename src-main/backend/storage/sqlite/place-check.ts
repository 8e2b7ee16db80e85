import { statSync } from 'node:fs'
import { Refusal } from '#shared/contract/refusal.ts'
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
