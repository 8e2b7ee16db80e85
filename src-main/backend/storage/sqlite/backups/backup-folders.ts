import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, readFile } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { ErrorDetails } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { fileReasonSchema } from '#shared/contract/storage-reasons.ts'
import { fileErrorCode } from '#backend/kernel/files/file-reason.ts'
import type { Whereabouts } from '#backend/kernel/files/storage-refusal.ts'
import { lookAtPath, tryToWrite } from '#backend/kernel/files/look-at-path.ts'
import { renameOver } from '#backend/kernel/files/while-busy.ts'
import { syncFile, syncFolder } from '../../sync.ts'
import { asStorageRefusal, inData } from '../errors.ts'
import { isDatabaseName } from './backup-names.ts'

/** A folder with backups. */
export interface BackupFolder {
  /** Part of a backup's id: it stays the same as long as the folder is known. */
  readonly key: string
  readonly path: string
  readonly place: 'own' | 'chosen' | 'earlier'
  /** Whether what lies there is this site's alone, so that the program may remove what it does not keep. */
  readonly isOurs: boolean
}

/** Kept beside the site's database and not in it, so that it can be read while that cannot. */
const SETTING_FILE = 'backups.json'
const settingSchema = z.object({
  /** Distinguishes the backups of this site from those of another in the same folder. */
  origin: z.string().regex(/^[0-9a-f]{8}$/),
  chosen: z.string().refine(isAbsolute).nullable(),
  earlier: z.array(z.string().refine(isAbsolute)),
})
type FolderSetting = z.output<typeof settingSchema>

const EARLIER_KEPT = 5
/** In a chosen folder, which may hold anything, each site has a folder of its own. */
const SUBFOLDER = 'ecommerce-admin-backups-'

const ownBackups = (folder: string): string => join(folder, 'backups')
const subfolder = (chosen: string, { origin }: FolderSetting): string => join(chosen, `${SUBFOLDER}${origin}`)

/** The setting in the site's folder: as if nothing had been chosen where there is none, or none that can be read. */
async function readFolderSetting(folder: string): Promise<FolderSetting & { readonly isLost: boolean }> {
  const text = await readFile(join(folder, SETTING_FILE), 'utf8').catch((error: unknown) =>
    fileErrorCode(error) === 'ENOENT' ? undefined : '',
  )
  const found = settingSchema.safeParse(parsed(text ?? ''))
  if (found.success) return { ...found.data, isLost: false }
  return { origin: randomBytes(4).toString('hex'), chosen: null, earlier: [], isLost: text !== undefined }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Chooses a folder that exists and can be written; null for the site's own.
 * @throws Refusal 'backups.folder-unusable', 'storage.full', 'storage.unavailable'
 */
export async function chooseBackupFolder(folder: string, chosen: string | null): Promise<void> {
  const before = await readFolderSetting(folder)
  const earlier = [before.chosen, ...before.earlier].filter((path) => path !== null && path !== chosen)
  const setting: FolderSetting = {
    origin: before.origin,
    chosen,
    earlier: [...new Set(earlier as string[])].slice(0, EARLIER_KEPT),
  }
  if (chosen !== null) requireWritableFolder(chosen)
  try {
    const path = join(folder, SETTING_FILE)
    const file = await open(`${path}.part`, 'w', 0o600)
    await file.writeFile(JSON.stringify(setting)).finally(() => file.close())
    await syncFile(`${path}.part`)
    await renameOver(`${path}.part`, path)
    await syncFolder(folder)
  } catch (error) {
    throw asStorageRefusal(error, inData(join(folder, SETTING_FILE)))
  }
}

/** Where the next backup goes, and what the person has to know of that. */
export interface BackupTarget {
  readonly folder: BackupFolder
  /** Another one follows. */
  readonly mayFail: boolean
  /** Why it is not the folder that the person chose, as far as that is known beforehand. */
  readonly problem: Refusal | null
}

/**
 * The places for the next backup, in the order in which they are tried: the chosen folder, then the site's own. A chosen
 * folder that is gone is not made again: a drive that is not connected would become a folder of the disk below it.
 */
export async function backupTargets(folder: string): Promise<BackupTarget[]> {
  const setting = await readFolderSetting(folder)
  const path = ownBackups(folder)
  const own = { folder: { key: keyOf(path), path, place: 'own', isOurs: true }, mayFail: false } as const
  if (setting.chosen === null) return [{ ...own, problem: setting.isLost ? unusable('forgotten') : null }]
  const problem = problemOf(setting.chosen)
  if (problem) return [{ ...own, problem }]
  const inside = subfolder(setting.chosen, setting)
  const chosen: BackupFolder = { key: keyOf(inside), path: inside, place: 'chosen', isOurs: true }
  return [
    { folder: chosen, mayFail: true, problem: null },
    { ...own, problem: null },
  ]
}

/** A failure of a folder, or of its disk, which another folder need not have. */
export const isOfFolder = (error: unknown): error is Refusal<'storage.full' | 'storage.unavailable'> =>
  isRefusal(error, 'storage.full') || isRefusal(error, 'storage.unavailable')

/** Such a failure as one of the folder that the person chose. */
export function asUnusable(failure: Refusal<'storage.full' | 'storage.unavailable'>): Refusal {
  if (isRefusal(failure, 'storage.full')) return unusable('full')
  const { reason } = failure.details as ErrorDetails<'storage.unavailable'>
  const known = fileReasonSchema.safeParse(reason)
  return unusable(known.success ? known.data : 'other')
}

/** What the person sees of the folder for backups: its name where it was chosen, and why it cannot be used now. */
export async function describeFolder(
  folder: string,
): Promise<{ chosen: string | null; path: string; problem: Refusal | null }> {
  const { chosen, isLost } = await readFolderSetting(folder)
  if (chosen !== null) return { chosen: basename(chosen), path: chosen, problem: problemOf(chosen) }
  return { chosen, path: ownBackups(folder), problem: isLost ? unusable('forgotten') : null }
}

/** Every folder that may hold backups of the site, and whether all of them could be looked into. */
export async function backupFolders(
  folder: string,
): Promise<{ folders: BackupFolder[]; isReadable: boolean }> {
  const setting = await readFolderSetting(folder)
  const own = ownBackups(folder)
  const folders: BackupFolder[] = [{ key: keyOf(own), path: own, place: 'own', isOurs: true }]
  let isReadable = true
  const places = [
    ...(setting.chosen === null ? [] : [{ path: setting.chosen, place: 'chosen' as const }]),
    ...setting.earlier.map((path) => ({ path, place: 'earlier' as const })),
  ]
  for (const { path, place } of places) {
    const names = await readdir(path, { withFileTypes: true }).catch(() => undefined)
    if (names === undefined) isReadable = false
    folders.push({ key: keyOf(path), path, place, isOurs: false })
    for (const entry of names ?? []) {
      if (!entry.isDirectory() || !entry.name.startsWith(SUBFOLDER)) continue
      const inside = join(path, entry.name)
      folders.push({ key: keyOf(inside), path: inside, place, isOurs: inside === subfolder(path, setting) })
    }
  }
  return { folders, isReadable }
}

/**
 * Whether there is a backup anywhere: then a database that is gone is not replaced by a new, empty one.
 * @throws Refusal 'storage.unavailable' where that cannot be seen
 */
export async function hasBackups(folder: string): Promise<boolean> {
  const { folders } = await backupFolders(folder)
  for (const { path, isOurs } of folders)
    if (isOurs && (await filesIn(path)).some(isDatabaseName)) return true
  return false
}

/** @throws Refusal 'storage.unavailable' */
async function filesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT' && lookAtPath(path, 'folder') === undefined) return []
    throw asStorageRefusal(error, inBackups(path))
  }
}

const keyOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 12)

export const inBackups = (folder: string): Whereabouts => ({
  path: join(folder, 'any.sqlite'),
  place: 'backups',
})

type Unusable = ErrorDetails<'backups.folder-unusable'>['reason']
const unusable = (reason: Unusable): Refusal => new Refusal('backups.folder-unusable', { reason })

/** Why a folder cannot be used now, as far as that shows without writing into it. A chosen one is never made. */
function problemOf(path: string): Refusal | null {
  const reason = lookAtPath(path, 'folder', 0)
  return reason ? unusable(reason) : null
}

/** @throws Refusal 'backups.folder-unusable' */
function requireWritableFolder(path: string): void {
  // What the rights say is not the whole truth on every system.
  const reason = lookAtPath(path, 'folder', 0) ?? tryToWrite(path)
  if (reason) throw unusable(reason)
}
