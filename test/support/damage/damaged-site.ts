import { copyFile, mkdir, open, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqlite, type SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { createCodes, creationOf } from '../creations.ts'
import { testClock, testLog } from '../parts.ts'
import { newFolder, startTestBackend, type TestBackend } from '../test-backend.ts'
import { testEntries } from '../test-entries.ts'

/** A site of one's own with so many codes, closed in order. */
export async function closedSite(codes: number): Promise<string> {
  const { folder, backend } = await siteWith(codes)
  await backend.close()
  return folder
}

export async function siteWith(codes: number): Promise<TestBackend> {
  const backend = await startTestBackend()
  await createCodes(backend, creationOf({}, codes))
  return backend
}

const FILES = ['site.sqlite', 'site.sqlite-wal', 'site.sqlite-shm'] as const

/** The files of the folder's site as a kill at this moment would leave them, in a folder of their own. */
export async function asKilled(folder: string): Promise<string> {
  const copy = await newFolder()
  await mkdir(join(copy, 'site'))
  for (const name of FILES)
    await copyFile(join(folder, 'site', name), join(copy, 'site', name)).catch(() => undefined)
  return copy
}

export const siteFile = (folder: string, beside: '' | '-wal' | '-shm' = ''): string =>
  join(folder, 'site', `site.sqlite${beside}`)

/** Writes over a place of a file; a negative place is from its end. */
export async function writeOver(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    await file.write(bytes, 0, bytes.length, at < 0 ? size + at : at)
  } finally {
    await file.close()
  }
}

/** Flips every bit, so that nothing stays as it was. */
export async function flip(path: string, at: number, length: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const bytes = Buffer.alloc(length)
    await file.read(bytes, 0, length, at)
    await file.write(
      bytes.map((byte) => byte ^ 0xff),
      0,
      length,
      at,
    )
  } finally {
    await file.close()
  }
}

export async function cutOff(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  await file.close()
  await truncate(path, Math.max(0, size - bytes))
}

/** The storage of a folder's own site, without the rest of a backend. */
export const openStorage = (folder: string, readOnly = false): Promise<SqliteStorage> =>
  openSqlite({
    folder: join(folder, 'site'),
    clock: testClock(),
    log: testLog(),
    entries: testEntries,
    readOnly,
  })

/** Where the pages of a table or an index are in the file; the root is the first one. */
export function placesOf(folder: string, name: string): readonly { page: number; type: string }[] {
  const connection = openConnection({
    path: siteFile(folder),
    readonly: true,
    cacheKiB: 1024,
    log: testLog(),
  })
  try {
    const pages = connection.database.prepare(
      'SELECT pageno AS page, pagetype AS type FROM dbstat WHERE name = ? ORDER BY path',
    )
    return pages.all(name) as { page: number; type: string }[]
  } finally {
    connection.close()
    // Opening it made an empty log.
  }
}

export const PAGE_BYTES = 4096

export const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })
