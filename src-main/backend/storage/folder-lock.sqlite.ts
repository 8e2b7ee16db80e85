import { join } from 'node:path'
import { translating } from './errors.sqlite.ts'
import { loadSqlite } from './sqlite.ts'

/** Held while a site is open, so that two programs never write one site. */
export interface FolderLock {
  release(): void
}

/**
 * Takes the folder for this process. The lock is one of the system on a small file of its own, so it goes away with
 * the process however that ends.
 *
 * @throws Refusal 'storage.locked'
 */
export function lockFolder(folder: string): FolderLock {
  const Sqlite = loadSqlite()
  const database = new Sqlite(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    translating(() => database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE'))
  } catch (error) {
    database.close()
    throw error
  }
  return { release: () => database.close() }
}
