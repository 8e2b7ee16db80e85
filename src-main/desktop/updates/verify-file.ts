import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UpdateError } from './update-client.ts'

/** Who may write besides the owner. */
const OTHERS_WRITE = 0o022

/**
 * A file that waited to be installed is the one that was published, by its SHA-512 (Base64), and lies where nobody else
 * can change it: the library looks only while it downloads. @throws UpdateError 'damaged'
 */
export async function verifyFile(path: string, sum: string): Promise<void> {
  if (!(await isAsPublished(path, sum).catch(() => false))) throw new UpdateError('damaged')
}

async function isAsPublished(path: string, sum: string): Promise<boolean> {
  const places = await Promise.all([lstat(path), lstat(dirname(path))])
  const [file, folder] = places
  if (!file.isFile() || !folder.isDirectory()) return false
  if (process.platform !== 'win32' && places.some(({ mode }) => (mode & OTHERS_WRITE) !== 0)) return false
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64') === sum
}
