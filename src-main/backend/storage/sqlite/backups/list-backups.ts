import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Backup, BackupContent, BackupProblem } from '#shared/contract/backups.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { OwnedConnection } from '../connection.ts'
import { sqliteCode } from '../errors.ts'
import { zeroedSpace } from '../migrations/0190-zeroed-space.ts'
import { migrations } from '../migrations/index.ts'
import { raw } from '../../sql/query.ts'
import { distrust } from '../site-file.ts'
import { type BackupFolder, backupFolders } from './backup-folders.ts'
import { readContent, readMarks } from './backup-marks.ts'
import { isDatabaseName, isOwnName, readBackupName } from './backup-names.ts'
import { readingBackup } from './open-backup.ts'

/** What was read of a file that is as it was then. */
export type KnownBackups = Map<string, { readonly state: string; readonly found: Looked }>

/** A backup, and where it lies. */
export interface ListedBackup extends Backup {
  readonly path: string
  /** Of its content; null where none is recorded. */
  readonly digest: string | null
}

interface Looked {
  readonly content: BackupContent | null
  readonly problem: BackupProblem | null
  readonly digest: string | null
  readonly holdsPasswords: boolean
}

/** Every backup of the site, the newest first, and whether every folder could be read. */
export async function listBackups(
  folder: string,
  known: KnownBackups,
): Promise<{ backups: ListedBackup[]; isReadable: boolean }> {
  const { folders, isReadable } = await backupFolders(folder)
  const backups: ListedBackup[] = []
  for (const one of folders) {
    const names = await readdir(one.path).catch(() => [])
    for (const name of names) {
      const backup = await describe(one, name, known)
      if (backup) backups.push(backup)
    }
  }
  backups.sort(newestFirst)
  return { backups, isReadable }
}

function newestFirst(one: ListedBackup, other: ListedBackup): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1
  const [first, second] = [readBackupName(one.file)?.number ?? 0, readBackupName(other.file)?.number ?? 0]
  return second - first || (one.id < other.id ? 1 : -1)
}

async function describe(
  folder: BackupFolder,
  file: string,
  known: KnownBackups,
): Promise<ListedBackup | undefined> {
  const named = readBackupName(file)
  // In a folder of a person's there may be databases of other programs.
  if (!isDatabaseName(file) || (!named && folder.place !== 'own')) return undefined
  const path = join(folder.path, file)
  const found = await stat(path).catch(() => undefined)
  if (found && !found.isFile()) return undefined
  const log = await stat(`${path}-wal`).catch(() => undefined)
  const state = `${found?.size}/${found?.mtimeMs}/${log?.size}`
  const before = known.get(path)
  const looked = before?.state === state ? before.found : await lookInto(path)
  // What cannot be read now may be readable in a moment.
  if (looked.problem !== 'unavailable') known.set(path, { state, found: looked })
  return {
    id: `${folder.key}:${file}`,
    file,
    path,
    at: instantOf(named?.at ?? Math.floor(found?.mtimeMs ?? 0)),
    bytes: (found?.size ?? 0) + (log?.size ?? 0),
    reason: named?.reason ?? 'other',
    migration: named?.migration ?? null,
    isRaw: named?.isRaw ?? false,
    verified: looked.digest !== null && looked.problem === null,
    place: folder.place,
    content: looked.content,
    holdsPasswords: looked.holdsPasswords,
    isRemovable: folder.isOurs && isOwnName(file),
    problem: looked.problem,
    digest: looked.digest,
  }
}

async function lookInto(path: string): Promise<Looked> {
  try {
    return await readingBackup(path, contentOf)
  } catch (error) {
    const problem = problemOf(error)
    return { content: null, problem, digest: null, holdsPasswords: problem !== 'not-a-site' }
  }
}

function contentOf(connection: OwnedConnection): Looked {
  distrust(connection)
  const marks = readMarks(connection)
  const content = readContent(connection, marks)
  const digest = marks?.digest ?? null
  const isNewer = content.dataVersion > (migrations.at(-1)?.number ?? 0)
  const problem = isNewer ? 'newer' : content.dataVersion === 0 ? 'not-a-site' : null
  return { content, problem, digest, holdsPasswords: mayHoldPasswords(connection, content) }
}

/** Before a certain step, what was deleted stayed in unused space, where nobody looks for it. */
const mayHoldPasswords = (connection: OwnedConnection, { dataVersion }: BackupContent): boolean =>
  dataVersion > 0 &&
  (dataVersion < zeroedSpace.number ||
    connection.column('backup.secrets', raw(sql`SELECT 1 FROM secret LIMIT 1`)).length > 0)

function problemOf(error: unknown): BackupProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'storage.damaged') return 'damaged'
  // A database that has not the tables of a site.
  return sqliteCode(error) === 'SQLITE_ERROR' ? 'not-a-site' : 'unavailable'
}
