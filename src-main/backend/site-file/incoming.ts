import { copyFile, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import type { Clock, Log } from '../parts.ts'
import { openConnection } from '../storage/connection.sqlite.ts'
import { migrate } from '../storage/migrate.sqlite.ts'
import { migrations } from '../storage/migrations/index.ts'
import { nextOperationId, recordOperation } from '../storage/operations.ts'
import { becomeSite } from '../storage/site-file.sqlite.ts'
import { createWriter } from '../storage/writer.sqlite.ts'

/** Databases on their way into or out of a site's folder. What a kill leaves of them is removed at the next start. */
const TEMPORARY = ['incoming.sqlite', 'outgoing.sqlite'] as const
const BESIDE = ['', '-journal', '-wal', '-shm'] as const

export const incomingPath = (folder: string): string => join(folder, TEMPORARY[0])
export const outgoingPath = (folder: string): string => join(folder, TEMPORARY[1])

export async function removeTemporary(folder: string): Promise<void> {
  for (const name of TEMPORARY)
    for (const beside of BESIDE) await rm(join(folder, `${name}${beside}`), { force: true })
}

/**
 * Brings a checked copy of a site file to the newest shape and makes it a site: all that is left is to take its place.
 * Answers with the number of the operation that says so.
 */
export async function prepareIncoming(
  folder: string,
  { savedAt }: SiteFileContent,
  { clock, log }: { clock: Clock; log: Log },
): Promise<number> {
  const connection = openConnection({ path: incomingPath(folder), readonly: false, cacheKiB: 16 * 1024, log })
  const writer = createWriter(connection)
  try {
    await migrate({ connection, migrations, backups: join(folder, 'backups'), clock, log })
    return await writer.transaction('site-file.become', async (tx) => {
      becomeSite(connection)
      const deed = { kind: 'open-site-file', savedAt } as const
      const id = await nextOperationId(tx)
      await recordOperation(tx, { id, at: clock.now(), deed })
      return id
    })
  } finally {
    // Closing writes everything into the one file.
    await writer.close()
  }
}

/**
 * Puts the incoming database in the place of the site's, which nobody has open: one rename, so that a kill leaves the one
 * or the other. A write-ahead log of the old database must never meet the new one, so there must be none.
 */
export async function takePlace(folder: string): Promise<void> {
  const path = join(folder, 'site.sqlite')
  const wal = await stat(`${path}-wal`).catch(() => undefined)
  if (wal && wal.size > 0) throw new Error('the site is not closed')
  await rm(`${path}-wal`, { force: true })
  await rm(`${path}-shm`, { force: true })
  await sync(incomingPath(folder))
  await rename(incomingPath(folder), path)
  await sync(dirname(path))
}

/** The site from its backup, after a database that could not be opened took its place. */
export async function bringBack(folder: string, backup: string): Promise<void> {
  await copyFile(join(folder, 'backups', backup), incomingPath(folder))
  await takePlace(folder)
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
