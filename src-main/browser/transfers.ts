import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asFolderRefusal } from '#backend/kernel/files/storage-refusal.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type FileRef, UPLOAD_LIMIT } from '#shared/contract/files.ts'
import type { TemporaryFile, TemporaryFiles } from '../hosts/temporary-files.ts'

/** What the backend does with a file once it has a place on disk. */
export interface FileAccess {
  registerRead(path: string, name: string): Promise<FileRef>
  registerWrite(path: string): Promise<FileRef>
  release(token: string): void
}

/** A page by its id; null for the scripts that name themselves by none. */
export type Owner = string | null

/**
 * Files on their way in and out. One goes when it was downloaded, when the backend or its owner needs it no more, and
 * when the pages that own it are gone: the one that it was made for, and each that named it since, such as a page that
 * was loaded again. `TemporaryFiles` removes what is left.
 */
export interface Transfers {
  /** @throws Refusal `file.too-large` as soon as it is known, `storage.unavailable` and `storage.full` where it cannot be kept */
  receive(name: string, content: Readable, announced: number | null, owner: Owner): Promise<FileRef>
  /** @throws Refusal `storage.unavailable`, `storage.full` */
  makeRoom(name: string, owner: Owner): Promise<FileRef>
  /** Where a file lies that was written for `token`. @throws Refusal `file.unknown` */
  written(token: string): Promise<{ path: string; name: string }>
  /** A call's input, in which the owner may name files: they are its own from then on. */
  named(input: unknown, owner: Owner): void
  /** Nobody needs the file any more. */
  remove(token: string): Promise<void>
  /** The owner does not need the file any more; a script decides that for all. */
  discard(token: string, owner: Owner): Promise<void>
  /** The page is gone, with all that is its own alone. */
  gone(page: string): Promise<void>
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

/** Uploads together take no more than this; the one that was named least recently goes first. */
const KEPT_BYTES = 4 * UPLOAD_LIMIT

interface Entry {
  readonly kind: 'in' | 'out'
  readonly file: TemporaryFile
  readonly owners: Set<Owner>
  readonly bytes: number
}

export interface TransferLimits {
  /** Of one upload. */
  readonly bytes: number
  /** Of all that are kept. */
  readonly keptBytes: number
}

export function createTransfers(
  temporary: Pick<TemporaryFiles, 'place'>,
  access: FileAccess,
  limits: TransferLimits = { bytes: UPLOAD_LIMIT, keptBytes: KEPT_BYTES },
): Transfers {
  /** By token, those first that were named least recently. */
  const entries = new Map<string, Entry>()

  async function remove(token: string): Promise<void> {
    const entry = entries.get(token)
    if (!entry) return
    entries.delete(token)
    access.release(token)
    await entry.file.remove()
  }

  async function makeSpace(): Promise<void> {
    const uploads = [...entries].filter(([, { kind }]) => kind === 'in')
    let bytes = uploads.reduce((sum, [, entry]) => sum + entry.bytes, 0)
    for (const [token, entry] of uploads.slice(0, -1)) {
      if (bytes <= limits.keptBytes) return
      bytes -= entry.bytes
      await remove(token)
    }
  }

  const place = (name: string): Promise<TemporaryFile> => temporary.place(safeName(name))

  return {
    async receive(name, content, announced, owner) {
      const limit = limits.bytes
      const refuse = (bytes: number) => new Refusal('file.too-large', { name: safeName(name), bytes, limit })
      if (announced !== null && announced > limit) throw refuse(announced)
      const file = await place(name)
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
        await pipeline(counted, createWriteStream(file.path, { mode: 0o600 }))
        const ref = await access.registerRead(file.path, safeName(name))
        entries.set(ref.token, { kind: 'in', file, owners: new Set([owner]), bytes })
        await makeSpace()
        return ref
      } catch (error) {
        await file.remove()
        // A page that goes away in the middle says so with a code of the network.
        throw content.errored ? error : asFolderRefusal(error, { path: file.path, place: 'transfers' }, 1)
      }
    },
    async makeRoom(name, owner) {
      const file = await place(name)
      try {
        const ref = await access.registerWrite(file.path)
        entries.set(ref.token, { kind: 'out', file, owners: new Set([owner]), bytes: 0 })
        return ref
      } catch (error) {
        await file.remove()
        throw error
      }
    },
    async written(token) {
      const entry = entries.get(token)
      const path = entry?.kind === 'out' ? entry.file.path : undefined
      const found = path === undefined ? null : await stat(path).catch(() => null)
      if (path === undefined || !found?.isFile()) throw new Refusal('file.unknown', {})
      return { path, name: basename(path) }
    },
    named(input, owner) {
      if (typeof input !== 'object' || input === null) return
      for (const value of Object.values(input)) {
        const entry = typeof value === 'string' ? entries.get(value) : undefined
        if (!entry) continue
        entry.owners.add(owner)
        entries.delete(value as string)
        entries.set(value as string, entry)
      }
    },
    remove,
    async discard(token, owner) {
      const owners = entries.get(token)?.owners
      owners?.delete(owner)
      if (owner === null || owners?.size === 0) await remove(token)
    },
    async gone(page) {
      for (const [token, { owners }] of [...entries])
        if (owners.delete(page) && owners.size === 0) await remove(token)
    },
  }
}
