import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface FoundFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Every file of a folder, with what is in it. */
export async function everyFile(folder: string): Promise<FoundFile[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile())
  return await Promise.all(
    files.map(async ({ parentPath, name }) => ({ name, bytes: await readFile(join(parentPath, name)) })),
  )
}

/** The ways in which a text could lie in a file. */
export const written = (text: string): Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -2), 'latin1'),
  Buffer.from(Buffer.from(text, 'utf8').toString('hex'), 'latin1'),
  Buffer.from(encodeURIComponent(text), 'latin1'),
]
