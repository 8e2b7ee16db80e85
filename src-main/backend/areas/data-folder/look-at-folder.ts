import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { readFile, realpath, statfs } from 'node:fs/promises'
import { homedir } from 'node:os'
import { promisify } from 'node:util'
import { typeInMountInfo, typeInMountList, typeOfNumber } from './file-system.ts'
import { isFolderOpen } from './folder-rights.ts'
import type { FolderFacts } from './unsafe-place.ts'

/** What the system says of a folder. A folder that cannot be looked at is nowhere in particular. */
export async function lookAtFolder(folder: string): Promise<FolderFacts> {
  const path = await realpath(folder).catch(() => folder)
  return {
    platform: process.platform,
    path,
    home: homedir(),
    env: process.env,
    fileSystem: await fileSystemOf(path).catch(() => null),
    isOpen: await isFolderOpen(path).catch(() => false),
    names(above) {
      try {
        return readdirSync(above)
      } catch {
        return []
      }
    },
  }
}

const MOUNT_MS = 5000

async function fileSystemOf(path: string): Promise<string | null> {
  if (process.platform === 'darwin') {
    const { stdout } = await promisify(execFile)('/sbin/mount', { timeout: MOUNT_MS })
    return typeInMountList(stdout, path)
  }
  if (process.platform !== 'linux') return null
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return typeInMountInfo(table, path) ?? typeOfNumber((await statfs(path)).type)
}
