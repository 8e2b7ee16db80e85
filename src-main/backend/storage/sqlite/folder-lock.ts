import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { asStorageRefusal } from './errors.ts'
import { loadSqlite } from './driver.ts'

/**
 * A site's folder while this process holds it, so that two programs never write one site. What moves or removes files
 * in the folder asks for this instead of a path.
 */
export interface FolderLock {
  readonly folder: string
  release(): void
}

/** Two starts at the same moment may meet while each looks at the lock: one of them gets it after a short wait. */
const WAIT_MS = 250

/**
 * Takes the folder for this process, and makes it where there is none. The lock is one of the system on a small file of
 * its own, so it goes away with the process however that ends.
 *
 * @throws Refusal 'storage.locked', 'storage.unavailable', 'storage.full'
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  try {
    await mkdir(folder, { recursive: true })
    const Sqlite = loadSqlite()
    const database = new Sqlite(join(folder, 'lock.sqlite'), { timeout: WAIT_MS })
    try {
      database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    } catch (error) {
      database.close()
      throw error
    }
    return { folder, release: () => void database.close() }
  } catch (error) {
    throw asStorageRefusal(error)
  }
}
