import { stat } from 'node:fs/promises'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { copyPrivately } from '#backend/kernel/files/private-files.ts'
import { removeFile } from '#backend/kernel/files/while-busy.ts'
import type { PreparedCounts, PreparedRestore } from '../../backups.ts'
import { readSiteContents, type SiteContents } from '../../site-contents.ts'
import type { Watch } from '../../site-file.ts'
import { checkPreparedSite, findBadRow, schemaAt } from '../check-site-file.ts'
import type { OwnedConnection } from '../connection.ts'
import { checkPages } from '../check-database.ts'
import { asStorageRefusal, inData, sqliteCode } from '../errors.ts'
import { migrate, migrationsDone } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import { becomeAnother, countSite, distrust, holdOutbox, leaveOneFile, schemaOf } from '../site-file.ts'
import { incomingPath } from '../site-transfer.ts'
import { createReaders } from '../readers.ts'
import { createWriter } from '../writer.ts'
import { removeMarks } from './backup-marks.ts'
import type { ListedBackup } from './list-backups.ts'
import { checkingCopy, NO_LOG, writingCopy } from './open-backup.ts'

const newest = (): number => migrations.at(-1)?.number ?? 0
const BESIDE = ['', '-journal', '-wal', '-shm'] as const

interface Order {
  readonly at: number
  readonly watch: Watch
}

/**
 * Makes a site of a copy of the backup: checks every page and reference, brings it to the newest shape, and records the
 * operation that says so. Its passwords stay; its outbox waits for a person, since what was queued then may have been
 * sent since.
 */
export const prepareRestore = (
  folder: string,
  backup: ListedBackup,
  order: Order,
): Promise<PreparedRestore> =>
  inCheckedCopy(folder, backup, order, async (connection) => {
    const counts = countSite(connection)
    const operationId = await become(connection, backup, order.at)
    leaveOneFile(connection)
    return { operationId, counts }
  })

/** What is in a backup that can be restored. */
export async function inspectBackup(
  folder: string,
  backup: ListedBackup,
  order: Order,
): Promise<SiteContents> {
  try {
    return await inCheckedCopy(folder, backup, order, (connection) =>
      readSiteContents(createReaders(connection)),
    )
  } finally {
    await clearIncoming(folder)
  }
}

/** Works on a copy of the backup in the newest shape, whose every page and reference is right. */
async function inCheckedCopy<T>(
  folder: string,
  backup: ListedBackup,
  { at, watch }: Order,
  work: (connection: OwnedConnection) => Promise<T>,
): Promise<T> {
  const path = incomingPath(folder)
  const { signal } = watch
  const throwIfCancelled = () => {
    if (signal.aborted) throw new Refusal('job.cancelled', {})
  }
  await removeIncoming(path)
  try {
    await takeIn(backup, path)
    throwIfCancelled()
    const found = await checked(backup, path, async () => {
      await yieldToEventLoop()
      throwIfCancelled()
    })
    return await writingCopy(path, async (connection) => {
      if (found < newest())
        await migrate({ connection, migrations, site: null, clock: { now: () => at }, log: NO_LOG })
      const bad = isOurs(backup) ? undefined : await findBadRow(connection, [], watch)
      if (bad) throw new Refusal('backups.damaged', { backup: backup.file, at: bad })
      return await work(connection)
    })
  } catch (error) {
    await removeIncoming(path)
    throw translated(error, path, backup)
  }
}

/**
 * A backup in the site's own folder is trusted as the site is: whoever can write there can write the site itself, and it
 * may be all that is left of it. What lies elsewhere, or came under a name of somebody's, can be from anybody.
 */
const isOurs = ({ place, reason }: ListedBackup): boolean => place === 'own' && reason !== 'other'

/** @throws Refusal 'backups.damaged' */
export async function checkPreparedRestore(
  folder: string,
  backup: string,
  counts: PreparedCounts,
): Promise<void> {
  try {
    await checkPreparedSite(incomingPath(folder), counts)
  } catch {
    throw new Refusal('backups.damaged', { backup })
  }
}

export const clearIncoming = (folder: string): Promise<void> => removeIncoming(incomingPath(folder))

async function removeIncoming(path: string): Promise<void> {
  for (const beside of BESIDE) await removeFile(`${path}${beside}`)
}

/** @throws Refusal 'backups.unreadable', 'storage.full' */
async function takeIn({ path: from, file }: ListedBackup, path: string): Promise<void> {
  for (const beside of ['-wal', ''] as const) {
    const isThere = beside === '' || (await stat(`${from}${beside}`).catch(() => undefined))
    if (isThere)
      await copyPrivately(`${from}${beside}`, `${path}${beside}`).catch((error: unknown) => {
        const refusal = asStorageRefusal(error, inData(path))
        throw isRefusal(refusal, 'storage.full')
          ? refusal
          : new Refusal('backups.unreadable', { backup: file })
      })
  }
}

/** Answers with the newest migration in it. @throws Refusal 'backups.newer', 'backups.damaged' */
async function checked({ file }: ListedBackup, path: string, pause: () => Promise<void>): Promise<number> {
  const looked = await checkingCopy(path, async (connection) => {
    distrust(connection)
    const found = Math.max(0, ...migrationsDone(connection))
    if (found > newest()) throw new Refusal('backups.newer', { backup: file, found, known: newest() })
    return { found, schema: schemaOf(connection), isSound: await checkPages(connection, 'full', pause) }
  })
  const isShaped = JSON.stringify(looked.schema) === JSON.stringify(await schemaAt(looked.found))
  if (looked.found === 0 || !isShaped || !looked.isSound)
    throw new Refusal('backups.damaged', { backup: file })
  return looked.found
}

async function become(connection: OwnedConnection, backup: ListedBackup, at: number): Promise<number> {
  // The prepared database is not the site's yet. The writer closes the connection, which is still needed.
  const writer = createWriter({ ...connection, close: () => undefined }, false)
  return await writer.transaction('backup.become', async (tx) => {
    removeMarks(connection)
    becomeAnother(connection.database)
    holdOutbox(connection)
    const { reason } = backup
    return await tx.operations.record({ at, details: { kind: 'restore-backup', madeAt: backup.at, reason } })
  })
}

function translated(error: unknown, path: string, { file }: ListedBackup): unknown {
  const refusal = asStorageRefusal(error, inData(path))
  const isDamage = isRefusal(refusal, 'storage.damaged') || isRefusal(refusal, 'storage.migration-failed')
  const isOther = sqliteCode(error) !== undefined && !isRefusal(refusal)
  return isDamage || isOther ? new Refusal('backups.damaged', { backup: file }) : refusal
}
