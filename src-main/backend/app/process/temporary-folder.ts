import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** In the data folder: whatever the program writes on its way. The hosts own it (`hosts/temporary-files.ts`). */
export const temporaryFolder = (dataFolder: string): string => join(dataFolder, 'temporary')

/** In it: what libraries write while they work, such as the files in which SQLite sorts. */
export const workFolder = (temporary: string): string => join(temporary, 'work')

/**
 * Has this process, its threads and its children write their temporary files where nobody else can read them: they hold
 * personal data, which the system's own folder would give away. To be called before any of them starts.
 */
export function useWorkFolder(dataFolder: string): void {
  const folder = workFolder(temporaryFolder(dataFolder))
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // Where the data folder cannot be written, opening the site says so.
  }
  for (const name of ['SQLITE_TMPDIR', 'TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
}
