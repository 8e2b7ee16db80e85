import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { asStorageRefusal } from '#backend/storage/sqlite/errors.ts'
import type { FolderLock } from '#backend/storage/sqlite/folder-lock.ts'
import { migrate } from '#backend/storage/sqlite/migrate.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import { becomeSite, leaveOneFile } from '#backend/storage/sqlite/site-file.ts'
import { createWriter } from '#backend/storage/sqlite/writer.ts'

/** Databases on their way into or out of a site's folder. What a kill leaves of them is removed at the next start. */
const TEMPORARY = ['incoming.sqlite', 'outgoing.sqlite'] as const
const BESIDE = ['', '-journal', '-wal', '-shm'] as const

export const incomingPath = (folder: string): string => join(folder, TEMPORARY[0])
export const outgoingPath = (folder: string): string => join(folder, TEMPORARY[1])

/** The lock shows that nobody else is using the files. */
export async function removeTemporary({ folder }: FolderLock): Promise<void> {
  for (const name of TEMPORARY)
    for (const beside of BESIDE) await rm(join(folder, `${name}${beside}`), { force: true })
}

/**
 * Copies a file into the folder: what is checked is the copy, so that it is also what is opened.
 * @throws Refusal 'file.unreadable', 'storage.full'
 */
export async function takeIn(
  lock: FolderLock,
  { path, name }: { path: string; name: string },
): Promise<void> {
  await removeTemporary(lock)
  await copyFile(path, incomingPath(lock.folder)).catch((error: unknown) => {
    const refusal = asStorageRefusal(error)
    throw isRefusal(refusal, 'storage.full') ? refusal : new Refusal('file.unreadable', { name })
  })
}

/**
 * Brings a checked copy of a site file to the newest shape and makes it a site: one file with nothing beside it. All that
 * is left is to take its place. Answers with the number of the operation that says so.
 */
export async function prepareIncoming(
  { folder }: FolderLock,
  { savedAt }: SiteFileContent,
  { clock, log }: { clock: Clock; log: Log },
): Promise<number> {
  const connection = openConnection({ path: incomingPath(folder), readonly: false, cacheKiB: 16 * 1024, log })
  const writer = createWriter(connection, false)
  try {
    // The file itself stays where it came from: a backup of the copy would only push out one of the site's own.
    await migrate({ connection, migrations, backups: null, clock, log })
    const operationId = await writer.transaction('site-file.become', async (tx) => {
      becomeSite(connection)
      const details = { kind: 'open-site-file', savedAt } as const
      const id = await nextOperationId(tx)
      await recordOperation(tx, { id, at: clock.now(), details })
      return id
    })
    leaveOneFile(connection)
    return operationId
  } finally {
    await writer.close()
  }
}
