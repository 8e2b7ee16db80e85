import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { BackupCounts } from '#shared/contract/backups.ts'
import type { ApiError } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { APP_VERSION } from '#backend/kernel/app-version.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { fileErrorCode } from '#backend/kernel/files/file-reason.ts'
import { removeFile, renameOver } from '#backend/kernel/files/while-busy.ts'
import { expiredBackups, type KeptBackup, roomForBackup } from '../../backup-retention.ts'
import { syncFile, syncFolder } from '../../sync.ts'
import type { OwnedConnection } from '../connection.ts'
import { checkPages } from '../check-database.ts'
import { asStorageRefusal } from '../errors.ts'
import { leaveOneFile } from '../site-file.ts'
import { asUnusable, backupTargets, type BackupFolder, inBackups, isOfFolder } from './backup-folders.ts'
import { countContent, readMarks, writeMarks } from './backup-marks.ts'
import {
  type BackupKind,
  isUnfinished,
  nameBackup,
  readBackupName,
  retentionClassOf,
  unfinished,
} from './backup-names.ts'
import { checkingCopy, writingCopy } from './open-backup.ts'

export interface BackupOrder {
  readonly kind: BackupKind
  /** By the clock of now, in UTC milliseconds. */
  readonly at: number
  /** For the days of the retention. */
  readonly dayOf: (at: number) => number
  /** The name of a backup that holds the same, where that is enough: then no other one is kept. */
  readonly findSame?: (digest: string) => Promise<string | undefined>
  readonly signal?: AbortSignal | undefined
  onProgress?(done: number, total: number): void
}

export interface WrittenBackup {
  readonly folder: BackupFolder
  readonly name: string
  readonly digest: string
  /** False where there was one with the same content already. */
  readonly isNew: boolean
  /** Why it is not in the folder that the person chose. */
  readonly problem: ApiError | null
}

/** So many pages are copied before others get a turn. */
const PAGES_AT_A_TIME = 512
/** What a copy takes besides its pages: the marks, and the journal while they are written. */
const MARGIN_BYTES = 256 * 1024

/**
 * Copies what the connection sees now into a backup: under a temporary name, checked, on the disk, then renamed. Others
 * write on meanwhile. Then removes what is not kept any more.
 * @throws Refusal 'storage.damaged' where the copy is not sound, 'storage.full', 'storage.unavailable', 'job.cancelled'
 */
export async function writeBackup(
  siteFolder: string,
  connection: OwnedConnection,
  order: BackupOrder,
  log: Log,
): Promise<WrittenBackup> {
  let problem: Refusal | null = null
  for (const target of await backupTargets(siteFolder)) {
    problem = target.problem ?? problem
    try {
      const written = await writeInto(target.folder, connection, order, log)
      return { ...written, folder: target.folder, problem: problem && asApiError(problem) }
    } catch (error) {
      const refusal = asStorageRefusal(error, inBackups(target.folder.path))
      if (!target.mayFail || !isOfFolder(refusal)) throw refusal
      log.warn('backup.folder-unusable', { code: refusal.code })
      problem = asUnusable(refusal)
    }
  }
  throw new Error('there is no folder for backups')
}

const asApiError = ({ code, message, details }: Refusal): ApiError => ({ code, message, details }) as ApiError

async function writeInto(
  folder: BackupFolder,
  connection: OwnedConnection,
  order: BackupOrder,
  log: Log,
): Promise<Pick<WrittenBackup, 'name' | 'digest' | 'isNew'>> {
  await mkdir(folder.path, { recursive: true, mode: 0o700 })
  await removeUnfinished(folder.path)
  const { database } = connection
  database.exec('BEGIN')
  let part: string | undefined
  try {
    const counts = countContent(connection)
    const pages = Number(database.pragma('page_count', { simple: true }))
    const bytes = pages * Number(database.pragma('page_size', { simple: true }))
    await makeRoom(folder.path, bytes + MARGIN_BYTES, order)
    const name = nameBackup(order.at, order.kind, await readdir(folder.path))
    part = unfinished(join(folder.path, name))
    await copyPages(connection, part, order)
    database.exec('ROLLBACK')
    const digest = await digestOf(part)
    const same = await order.findSame?.(digest)
    if (same !== undefined) return { name: same, digest, isNew: false }
    const marks = { at: order.at, appVersion: APP_VERSION, counts, digest }
    await writingCopy(part, (copy) => {
      writeMarks(copy, marks)
      leaveOneFile(copy)
    })
    const isSound = await checkingCopy(part, (copy) => isWhole(copy, counts, order)).catch(
      asUnsound(folder.path),
    )
    if (!isSound) await explainUnsound(connection, order)
    throwIfCancelled(order)
    await syncFile(part)
    await renameOver(part, join(folder.path, name))
    part = undefined
    await syncFolder(folder.path)
    log.info('storage.backed-up', { why: order.kind.reason, bytes })
    await removeExpired(folder.path, name, order)
    return { name, digest, isNew: true }
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
    if (part !== undefined) await removeUnfinished(folder.path)
  }
}

/** A copy that cannot even be opened is not sound; what stops the work is no answer. */
const asUnsound =
  (folder: string) =>
  (error: unknown): boolean => {
    const refusal = asStorageRefusal(error, inBackups(folder))
    if (isRefusal(refusal, 'storage.damaged')) return false
    throw refusal
  }

async function copyPages(connection: OwnedConnection, path: string, order: BackupOrder): Promise<void> {
  await connection.database.backup(path, {
    progress({ totalPages, remainingPages }) {
      throwIfCancelled(order)
      order.onProgress?.(totalPages - remainingPages, totalPages)
      return PAGES_AT_A_TIME
    },
  })
}

function throwIfCancelled({ signal }: BackupOrder): void {
  if (signal?.aborted) throw new Refusal('job.cancelled', {})
}

async function isWhole(copy: OwnedConnection, counts: BackupCounts, order: BackupOrder): Promise<boolean> {
  const isSame =
    JSON.stringify(countContent(copy)) === JSON.stringify(counts) && readMarks(copy) !== undefined
  return isSame && (await checkPages(copy, 'full', pausing(order)))
}

/**
 * A copy that is not sound is one of a damaged site, or the folder does not keep what is written into it.
 * @throws Refusal 'storage.damaged', 'storage.unavailable'
 */
async function explainUnsound(connection: OwnedConnection, order: BackupOrder): Promise<never> {
  const isSiteSound = await checkPages(connection, 'full', pausing(order))
  if (!isSiteSound) throw new Refusal('storage.damaged', {})
  throw new Refusal('storage.unavailable', { reason: 'io-error', place: 'backups' })
}

const pausing = (order: BackupOrder) => async (): Promise<void> => {
  await yieldToEventLoop()
  throwIfCancelled(order)
}

/** The SHA-256 of a file. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (isUnfinished(name)) await removeFile(join(folder, name))
}

interface FoundBackup extends KeptBackup {
  readonly path: string
}

/** What lies in a folder of ours and has a name of ours. */
async function keptIn(folder: string): Promise<FoundBackup[]> {
  const found: FoundBackup[] = []
  for (const name of await readdir(folder)) {
    const kind = readBackupName(name)
    const retention = kind && retentionClassOf(kind.reason)
    if (!kind || !retention) continue
    const path = join(folder, name)
    const sizes = await Promise.all([sizeOf(path), sizeOf(`${path}-wal`)])
    found.push({ id: name, at: kind.at, class: retention, bytes: sizes[0] + sizes[1], path })
  }
  return found
}

/** 0 where there is no file. */
export const sizeOf = async (path: string): Promise<number> =>
  (await stat(path).catch(() => undefined))?.size ?? 0

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** @throws Refusal 'storage.full' where no room can be made; then nothing is removed */
export async function makeRoom(
  folder: string,
  needed: number,
  { kind, at }: Pick<BackupOrder, 'kind' | 'at'>,
): Promise<void> {
  const found = await keptIn(folder)
  const made = retentionClassOf(kind.reason) ?? 'manual'
  const gone = roomForBackup(found, { needed, free: await freeIn(folder), made, now: at })
  if (gone === null) throw new Refusal('storage.full', { place: 'backups' })
  await removeBackups(found.filter(({ id }) => gone.has(id)))
}

/** A failure to remove an old backup is no failure of the new one: the next one tries again. */
export async function removeExpired(
  folder: string,
  name: string,
  { kind, at, dayOf }: Pick<BackupOrder, 'kind' | 'at' | 'dayOf'>,
): Promise<void> {
  const made = { id: name, class: retentionClassOf(kind.reason) ?? 'manual' } as const
  try {
    const found = await keptIn(folder)
    const gone = expiredBackups(found, { now: at, dayOf, made, free: await freeIn(folder) })
    await removeBackups(found.filter(({ id }) => gone.has(id)))
  } catch (error) {
    if (fileErrorCode(error) === undefined) throw error
  }
}

export async function removeBackups(backups: readonly Pick<FoundBackup, 'path'>[]): Promise<void> {
  for (const { path } of backups)
    for (const beside of ['', '-wal', '-shm', '-journal']) await removeFile(`${path}${beside}`)
}
