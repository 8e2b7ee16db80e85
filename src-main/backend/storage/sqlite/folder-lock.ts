import { mkdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { asStorageRefusal, inData } from './errors.ts'
import { type Database, openFile } from './driver.ts'
import { isInPlace, placeCheck } from './place-check.ts'

/**
 * A site's folder while this process holds it, so that two programs never write one site. What moves or removes files
 * in the folder asks for this instead of a path.
 */
export interface FolderLock {
  readonly folder: string
  /** False once another file lies where the lock's was, or none: then other programs are not kept out any more. */
  isInPlace(): boolean
  release(): void
}

export interface FolderLockOptions {
  /** Whether the folder is made where there is none; so it is where this is left out. */
  readonly mayCreate?: boolean
}

/** Two starts at the same moment may meet while each looks at the lock: one of them gets it after a short wait. */
const WAIT_MS = 250

/**
 * Takes the folder for this process, and makes it where there is none. The lock is one of the system on a small file of
 * its own, so it goes away with the process however that ends.
 *
 * @throws Refusal 'storage.locked', 'storage.lock-damaged', 'storage.unavailable', 'storage.full'; 'storage.gone' where
 * there is no folder and none may be made
 */
export async function lockFolder(
  folder: string,
  { mayCreate = true }: FolderLockOptions = {},
): Promise<FolderLock> {
  const path = join(folder, 'lock.sqlite')
  try {
    if (mayCreate) await mkdir(folder, { recursive: true, mode: 0o700 })
    else if (!(await isThere(folder))) throw new Refusal('storage.gone', {})
    const database = await lockFile(path)
    const check = placeCheck(path)
    return {
      folder,
      isInPlace: () => isInPlace(check),
      release: () => void database.close(),
    }
  } catch (error) {
    throw asStorageRefusal(error, inData(path))
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * The file holds nothing, so one that is damaged is emptied. Somebody who holds it would have been found first, since
 * SQLite takes its lock before it reads. It stays the same file: of two who empty it at once, one gets the lock.
 */
async function lockFile(path: string): Promise<Database> {
  try {
    return take(path)
  } catch (error) {
    if (!isRefusal(asStorageRefusal(error, inData(path)), 'storage.damaged')) throw error
  }
  try {
    await truncate(path)
    return take(path)
  } catch (error) {
    if (isRefusal(asStorageRefusal(error, inData(path)), 'storage.locked')) throw error
    throw new Refusal('storage.lock-damaged', {})
  }
}

function take(path: string): Database {
  const database = openFile(path, { timeout: WAIT_MS })
  try {
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
