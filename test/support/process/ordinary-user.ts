import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Nobody, who has no rights of root to files. Who runs the tests, where that is an ordinary user already. */
const isRoot = process.getuid?.() === 0
const NOBODY = 65534
const asNobody = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups']

/** False for a root that cannot become somebody else, as in a namespace of one user: rights would not be checked. */
export const hasOrdinaryUser = !isRoot || spawnSync('setpriv', [...asNobody, 'true']).status === 0

/** Whether another user of this machine can read a file; null where the tests cannot become one. */
export const canNobodyRead = (path: string): boolean | null =>
  isRoot && hasOrdinaryUser
    ? spawnSync('setpriv', [...asNobody, 'cat', path], { stdio: 'ignore' }).status === 0
    : null

/** What only root can do: to mount also in a namespace of its own (`unshare -rm`), the rest only on the system itself. */
export const can = {
  mount: isRoot && spawnSync('unshare', ['-m', 'true']).status === 0,
  chattr: isRoot && hasOrdinaryUser && existsSync('/usr/bin/chattr'),
} as const

/** Things that exist for one test. */
export interface Workplace {
  /** Belongs to the ordinary user. */
  readonly folder: string
  /** A Node that runs as the ordinary user; `fileBytes` is the largest file that it may write. */
  node(limits?: { fileBytes?: number }): Promise<string>
  /** Makes a file or folder of ours the ordinary user's. */
  give(path: string): Promise<void>
  /** Mounts a file system over a new folder. */
  mount(path: string, ...options: string[]): Promise<void>
  remount(path: string, options: string): void
  unmount(path: string): void
  remove(): Promise<void>
}

export async function newWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'ordinary-'))
  const mounted: string[] = []
  const give = async (path: string): Promise<void> => {
    if (isRoot && hasOrdinaryUser) await chown(path, NOBODY, NOBODY)
  }
  await give(folder)
  let nodes = 0
  return {
    folder,
    give,
    async node({ fileBytes } = {}) {
      nodes += 1
      const path = join(folder, `node-${nodes}`)
      const change = isRoot && hasOrdinaryUser ? `setpriv ${asNobody.join(' ')} -- ` : ''
      const limit = fileBytes === undefined ? '' : `ulimit -f ${fileBytes / 512}\n`
      await writeFile(path, `#!/bin/sh\n${limit}exec ${change}"${process.execPath}" "$@"\n`)
      await chmod(path, 0o755)
      return path
    },
    async mount(path, ...options) {
      await mkdir(path, { recursive: true })
      execFileSync('mount', [...options, path])
      mounted.push(path)
      // One that can only be read stays as it is.
      await give(path).catch(() => undefined)
    },
    remount: (path, options) => void execFileSync('mount', ['-o', `remount,${options}`, path]),
    unmount(path) {
      execFileSync('umount', ['-l', path])
      mounted.splice(mounted.indexOf(path), 1)
    },
    async remove() {
      for (const path of mounted.toReversed()) spawnSync('umount', ['-l', path])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
