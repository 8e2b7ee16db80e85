import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What lies below `folder`, with its rights in octal; links have none of their own, and are left out. */
export async function rightsBelow(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const name of ['.', ...(await readdir(folder, { recursive: true }))]) {
    const stats = await lstat(join(folder, name)).catch(() => null)
    if (stats && !stats.isSymbolicLink())
      found.set(stats.isDirectory() ? `${name}/` : name, (stats.mode & 0o777).toString(8))
  }
  return found
}

/** What others than the owner have any right to, as lines that a failed test shows. */
export const openToOthers = (rights: ReadonlyMap<string, string>): string[] =>
  [...rights].filter(([, mode]) => !mode.endsWith('00')).map(([name, mode]) => `${mode} ${name}`)
