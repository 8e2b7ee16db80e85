import { rename, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** What the system says on Windows while another program, such as a virus scanner, has a file open. */
const BUSY = ['EPERM', 'EACCES', 'EBUSY']
/** Three seconds together: scanners and search indexes are done long before. */
const PAUSES_MS = [10, 20, 50, 100, 200, 400, 800, 1400]

export interface Surroundings {
  readonly platform: NodeJS.Platform
  pause(ms: number): Promise<unknown>
}
const system: Surroundings = { platform: process.platform, pause: (ms) => pause(ms) }

/**
 * Does `work` again while another program has a file open that is to be renamed or removed. Only Windows refuses that;
 * elsewhere the same codes say that it is not allowed, and no wait changes it.
 * @throws what `work` throws, the last time
 */
export async function whileBusy<T>(work: () => Promise<T>, { platform, pause } = system): Promise<T> {
  for (const ms of platform === 'win32' ? PAUSES_MS : []) {
    try {
      return await work()
    } catch (error) {
      if (!BUSY.includes(String((error as NodeJS.ErrnoException).code))) throw error
      await pause(ms)
    }
  }
  return await work()
}

/** Renames a file or folder, over a file that is there. */
export const renameOver = (from: string, to: string): Promise<void> => whileBusy(() => rename(from, to))

/** Removes a file, if it is there. */
export const removeFile = (path: string): Promise<void> => whileBusy(() => rm(path, { force: true }))
