import { rm, writeFile } from 'node:fs/promises'
import { PRIVATE_FILE } from './private-files.ts'
import { renameOver } from './while-busy.ts'

/** Writes a small file of our own, whole or not at all, for this user alone. */
export async function writePrivately(path: string, content: string): Promise<void> {
  const fresh = `${path}.${process.pid}`
  await rm(fresh, { force: true })
  await writeFile(fresh, content, { mode: PRIVATE_FILE, flag: 'wx' })
  await renameOver(fresh, path)
}
