import { stat } from 'node:fs/promises'
import type { Log } from '#backend/kernel/dependencies.ts'
import { removeFile } from '#backend/kernel/files/while-busy.ts'
import { type ConnectionOptions, openConnection, type OwnedConnection } from '../connection.ts'

const BESIDE = ['-wal', '-shm'] as const
const CACHE_KIB = 16 * 1024
/** What is read of a copy is no matter of the site. */
export const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

type Work<T> = (connection: OwnedConnection) => T | Promise<T>

/** Reads a backup and leaves its folder as it was. @throws Refusal of the area `storage`; any error of a file that is damaged */
export async function readingBackup<T>(path: string, work: Work<T>): Promise<T> {
  const before = new Set<string>()
  for (const beside of BESIDE) if (await stat(`${path}${beside}`).catch(() => undefined)) before.add(beside)
  try {
    return await withCopy({ path, readonly: true, cacheKiB: CACHE_KIB, log: NO_LOG }, work)
  } finally {
    // A copy by an earlier version is in the mode of a database in use: reading it leaves files beside it.
    for (const beside of BESIDE)
      if (!before.has(beside)) await removeFile(`${path}${beside}`).catch(() => undefined)
  }
}

/** Works on a copy that is not yet a backup or a site. */
export const writingCopy = <T>(path: string, work: Work<T>): Promise<T> =>
  withCopy({ path, readonly: false, cacheKiB: CACHE_KIB, log: NO_LOG }, work)

/** Checks such a copy, and writes nothing. */
export const checkingCopy = <T>(path: string, work: Work<T>): Promise<T> =>
  withCopy({ path, readonly: true, checks: true, cacheKiB: CACHE_KIB, log: NO_LOG }, work)

async function withCopy<T>(options: ConnectionOptions, work: Work<T>): Promise<T> {
  const connection = openConnection(options)
  try {
    return await work(connection)
  } finally {
    connection.close()
  }
}
