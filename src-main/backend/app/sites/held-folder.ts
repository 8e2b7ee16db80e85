import { type FolderLock, type FolderLockOptions, lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { removeTemporary } from '#backend/storage/sqlite/site-transfer.ts'

/**
 * The lock of the own site's folder, from the first opening to the end, wherever the site is kept, whichever is open and
 * while none is: it keeps other programs from the whole data folder.
 */
export interface HeldFolder {
  /** None where the folder cannot be used at all. */
  readonly lock: FolderLock | undefined
  /** Also where another folder has come in the place of this one. @throws what `take` throws */
  hold(take: typeof lockFolder, options?: FolderLockOptions): Promise<FolderLock>
  release(): void
}

export function holdFolder(folder: string): HeldFolder {
  let lock: FolderLock | undefined
  const release = (): void => {
    lock?.release()
    lock = undefined
  }
  return {
    get lock() {
      return lock
    },
    async hold(take, options) {
      if (lock && !lock.isInPlace()) release()
      return (lock ??= await take(folder, options))
    },
    release,
  }
}

/** The folder's lock, and the folder without what a kill left on its way. */
export async function takeFolder(folder: string, options?: FolderLockOptions): Promise<FolderLock> {
  const lock = await lockFolder(folder, options)
  await releasing(lock, () => removeTemporary(lock))
  return lock
}

/** Gives the lock back where `work` fails. */
export async function releasing<T>(lock: FolderLock, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    lock.release()
    throw error
  }
}
