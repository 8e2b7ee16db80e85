import { statSync } from 'node:fs'
import { join } from 'node:path'

/** The database in `folder` was closed in order. Apart from what reads it, since a start asks this first. */
export function isReadAtOnce(folder: string): boolean {
  const path = join(folder, 'site.sqlite')
  const bytesOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  try {
    return bytesOf(path) > 0 && bytesOf(`${path}-wal`) === 0
  } catch {
    // Whoever opens it says why it cannot be looked at.
    return false
  }
}
