import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import { type FileRef, UPLOAD_LIMIT } from '#shared/contract/files.ts'

/** What the backend does with a file once it has a place on disk. */
export interface FileAccess {
  registerRead(path: string, name: string): Promise<FileRef>
  registerWrite(path: string): Promise<FileRef>
}

/** Files on their way in and out, in a private folder that is emptied at every start and stop. */
export interface Transfers {
  /** Clears what earlier starts left. Only for the host whose backend holds the data: another's files may be in use. */
  clearOthers(): Promise<void>
  /** Clears what this start took in and gave out. */
  clear(): Promise<void>
  /** @throws Refusal `file.too-large` as soon as it is known */
  receive(name: string, content: Readable, announced: number | null): Promise<FileRef>
  makeRoom(name: string): Promise<FileRef>
  /** Where a file lies that was written for `token`. @throws Refusal `file.unknown` */
  written(token: string): Promise<{ path: string; name: string }>
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** The longest beginning of a text that has at most so many bytes, no character cut in two. */
function shorten(text: string, bytes: number): string {
  let short = ''
  for (const character of text) {
    if (Buffer.byteLength(short + character) > bytes) break
    short += character
  }
  return short
}

/** A name that every file system takes: no path, at most 216 bytes of the 255 that most allow; the ending stays. */
export function safeName(given: string): string {
  const plain = basename(given.replaceAll('\\', '/').toWellFormed().normalize('NFC'))
    // Control characters, and what Windows forbids.
    .replace(/[\p{Cc}<>:"/|?*]/gu, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 ? shorten(plain.slice(dot), 16) : ''
  const stem = shorten(dot > 0 ? plain.slice(0, dot) : plain, 200)
  const name = `${stem}${ending}` || 'file'
  return RESERVED.test(name) ? `_${name}` : name
}

export function createTransfers(folder: string, access: FileAccess, limit = UPLOAD_LIMIT): Transfers {
  const paths = new Map<string, string>()
  const ours = randomBytes(8).toString('hex')

  /** Each file has a folder of its own, so that it can keep its name. */
  async function place(name: string): Promise<string> {
    const own = join(folder, ours, randomBytes(12).toString('hex'))
    await mkdir(own, { recursive: true, mode: 0o700 })
    return join(own, safeName(name))
  }

  return {
    async clearOthers() {
      const left = await readdir(folder).catch(() => [])
      const others = left.filter((name) => name !== ours)
      await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })))
    },
    clear: () => rm(join(folder, ours), { recursive: true, force: true }),
    async receive(name, content, announced) {
      const refuse = (bytes: number) => new Refusal('file.too-large', { name: safeName(name), bytes, limit })
      if (announced !== null && announced > limit) throw refuse(announced)
      const path = await place(name)
      let bytes = 0
      /** Leaves the request open where it refuses, so that there is someone to answer. */
      async function* counted() {
        for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          bytes += chunk.length
          if (bytes > limit) throw refuse(bytes)
          yield chunk
        }
      }
      try {
        await pipeline(counted, createWriteStream(path, { mode: 0o600 }))
        return await access.registerRead(path, safeName(name))
      } catch (error) {
        await rm(dirname(path), { recursive: true, force: true })
        throw error
      }
    },
    async makeRoom(name) {
      const path = await place(name)
      const ref = await access.registerWrite(path)
      paths.set(ref.token, path)
      return ref
    },
    async written(token) {
      const path = paths.get(token)
      const found = path === undefined ? null : await stat(path).catch(() => null)
      if (path === undefined || !found?.isFile()) throw new Refusal('file.unknown', {})
      return { path, name: basename(path) }
    },
  }
}
