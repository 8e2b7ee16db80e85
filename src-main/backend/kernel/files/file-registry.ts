import { realpathSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { RandomSource } from '../dependencies.ts'

export interface ReadableFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
}
export interface WritableFile {
  readonly path: string
  readonly name: string
}

/** Which file a token refers to: hosts put paths in, the areas take them out, the window sees tokens only. */
export interface FileRegistry {
  /**
   * A token for a file to be read. `name` is what the person calls it (an upload has another name on disk).
   * @throws Refusal 'file.unreadable' when there is no such file, it is not a file, or it is one of the program's own
   */
  registerRead(path: string, name?: string): Promise<FileRef>
  /**
   * A token for a file to be written; it need not exist.
   * @throws Refusal 'file.unwritable' for one of the program's own
   */
  registerWrite(path: string): FileRef
  /** @throws Refusal 'file.unknown' for a token that is not one for reading */
  reading(token: string): ReadableFile
  /** @throws Refusal 'file.unknown' for a token that is not one for writing */
  writing(token: string): WritableFile
  /** Nobody needs the file of this token any more; who registered it decides what that means. */
  done(token: string): void
  release(token: string): void
}

const TOKEN_BYTES = 16

export interface FileRegistryDependencies {
  readonly random: RandomSource
  /**
   * Folders whose files only the program itself opens. Closing any of them elsewhere in this process would end the
   * system's lock on it (POSIX), and to write one would replace a database that is in use.
   */
  readonly own?: readonly string[]
  onDone?(token: string): void
}

export function createFileRegistry({ random, own = [], onDone }: FileRegistryDependencies): FileRegistry {
  const readable = new Map<string, ReadableFile>()
  const writable = new Map<string, WritableFile>()
  const isOwn = (path: string): boolean => {
    const folder = dirname(realPlace(path))
    return own.some((one) => realPlace(one) === folder)
  }
  const newToken = (): string => Buffer.from(random.bytes(TOKEN_BYTES)).toString('hex')

  return {
    async registerRead(path, name = basename(path)) {
      if (isOwn(path)) throw new Refusal('file.unreadable', { name })
      const bytes = await sizeOf(path, name)
      const token = newToken()
      readable.set(token, { path, name, bytes })
      return { token, name, bytes }
    },
    registerWrite(path) {
      const name = basename(path)
      if (isOwn(path)) throw new Refusal('file.unwritable', { name, reason: 'denied' })
      const token = newToken()
      writable.set(token, { path, name })
      return { token, name, bytes: null }
    },
    reading: (token) => readable.get(token) ?? unknown(),
    writing: (token) => writable.get(token) ?? unknown(),
    done: (token) => onDone?.(token),
    release(token) {
      readable.delete(token)
      writable.delete(token)
    },
  }
}

/** Where links lead; the file itself need not exist. */
function realPlace(path: string): string {
  const real = (one: string) => realpathSync.native(one)
  try {
    return real(path)
  } catch {
    try {
      return join(real(dirname(path)), basename(path))
    } catch {
      return resolve(path)
    }
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
