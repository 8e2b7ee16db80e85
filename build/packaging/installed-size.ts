import { glob, lstat } from 'node:fs/promises'
import { join } from 'node:path'

/** What an installed application takes on the disk, in bytes: all of it, the application's own part, and a Node beside it. */
export interface InstalledSize {
  readonly all: number
  readonly own: number
  readonly node: number
}

const OWN = /^resources\/(?!node$)/

export async function installedSize(folder: string): Promise<InstalledSize> {
  const sum = { all: 0, own: 0, node: 0 }
  for await (const name of glob('**/*', { cwd: folder })) {
    const found = await lstat(join(folder, name))
    if (!found.isFile()) continue
    sum.all += found.size
    if (OWN.test(name.replaceAll('\\', '/'))) sum.own += found.size
    if (name === join('resources', 'node')) sum.node = found.size
  }
  return sum
}

export const inMegabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`
