import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { RandomSource } from '../parts.ts'

export interface ReadableFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
}
export interface WritableFile {
  readonly path: string
  readonly name: string
}

/** Which file a token stands for: hosts put paths in, the areas take them out, the window sees tokens only. */
export interface FileRegistry {
  /**
   * A token for a file to be read. `name` is what the person calls it (an upload has another name on disk).
   * @throws Refusal 'file.unreadable' when there is no such file, or it is not a file
   */
  registerRead(path: string, name?: string): Promise<FileRef>
  /** A token for a file to be written; it need not exist. */
  registerWrite(path: string): FileRef
  /** @throws Refusal 'file.unknown' for a token that is not one for reading */
  reading(token: string): ReadableFile
  /** @throws Refusal 'file.unknown' for a token that is not one for writing */
  writing(token: string): WritableFile
  release(token: string): void
}

const TOKEN_BYTES = 16

export function createFileRegistry({ random }: { random: RandomSource }): FileRegistry {
  const readable = new Map<string, ReadableFile>()
  const writable = new Map<string, WritableFile>()
  const newToken = (): string => Buffer.from(random.bytes(TOKEN_BYTES)).toString('hex')

  return {
    async registerRead(path, name = basename(path)) {
      const bytes = await sizeOf(path, name)
      const token = newToken()
      readable.set(token, { path, name, bytes })
      return { token, name, bytes }
    },
    registerWrite(path) {
      const token = newToken()
      const name = basename(path)
      writable.set(token, { path, name })
      return { token, name, bytes: null }
    },
    reading: (token) => readable.get(token) ?? unknown(),
    writing: (token) => writable.get(token) ?? unknown(),
    release(token) {
      readable.delete(token)
      writable.delete(token)
    },
  }
}

async function sizeOf(path: string, name: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new Refusal('file.unreadable', { name })
  return found.size
}

function unknown(): never {
  throw new Refusal('file.unknown', {})
}
