import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs'
import { chmod, copyFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'

/** What a program makes for itself is for this user alone: no rights for the group, and none for others. */
const OTHERS = 0o077
export const PRIVATE_FILE = 0o600

/**
 * Kept in the environment: threads have a copy of it, but no umask that they could ask for, and a child starts with the
 * changed one.
 */
const USUAL_MASK = 'ECOMMERCE_ADMIN_UMASK'
const PRIVATE_FOLDER = 'ECOMMERCE_ADMIN_PRIVATE_FOLDER'

/**
 * From here on everything that this process, its threads and its children make is for this user alone, whichever library
 * makes it; but not what `giveUsualRights` is called for. To be called before anything is written.
 */
export function createPrivately(dataFolder: string): void {
  const usual = process.umask(OTHERS)
  process.env[USUAL_MASK] ??= usual.toString(8)
  process.env[PRIVATE_FOLDER] = resolve(dataFolder)
}

/** What most systems have, for a process that has not kept its own. */
const MOST_MASK = 0o022

function usualMask(): number {
  const text = process.env[USUAL_MASK] ?? ''
  return /^[0-7]{1,3}$/.test(text) ? Number.parseInt(text, 8) : MOST_MASK
}

function isPrivate(path: string): boolean {
  const folder = process.env[PRIVATE_FOLDER]
  return folder !== undefined && `${resolve(path)}${sep}`.startsWith(`${folder}${sep}`)
}

/** Starts another program, such as a browser: the files that it makes get the rights that the person's usually have. */
export function withUsualMask<T>(start: () => T): T {
  const before = process.umask(usualMask())
  try {
    return start()
  } finally {
    process.umask(before)
  }
}

/**
 * Gives what a person has written at `path` the rights that their files usually have, but others none in the data folder.
 * `made` is what has been made for it, perhaps still under another name; `before` are the rights of a file whose place it
 * takes, which the person may have chosen.
 */
export async function giveUsualRights(
  made: string,
  { path, kind, before }: { path: string; kind: 'file' | 'folder'; before?: number | undefined },
): Promise<void> {
  const all = kind === 'file' ? 0o666 : 0o777
  const rights = isPrivate(path) ? all & ~OTHERS : (before ?? all & ~usualMask())
  await chmod(made, rights).catch(ignoreNoRights)
}

/** Copies a file that may be open to others; `copyFile` alone would give the copy the same rights. */
export async function copyPrivately(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await chmod(to, PRIVATE_FILE).catch(ignoreNoRights)
}

/** A disk that knows no rights, such as a memory stick, refuses them: what is written on it is whole all the same. */
const ignoreNoRights = (): void => undefined

/** True for rights that let others in. */
export const isOpenToOthers = ({ mode }: Pick<Stats, 'mode'>): boolean => (mode & OTHERS) !== 0

/**
 * Takes from others what they may do with `path` and everything in it. The folder comes first, so that nobody gets at
 * the rest meanwhile; links and what cannot be changed are skipped. Files are not opened, since to close a
 * database would end the system's locks on it. On Windows, files have the rights of the profile that they are in.
 */
export function tighten(path: string): void {
  if (process.platform === 'win32') return
  const found = tightenOne(path)
  if (!found?.isDirectory()) return
  for (const name of namesIn(path)) tighten(join(path, name))
}

/** The same for this file or folder alone. Answers with what it is; undefined where it is not there. */
export function tightenOne(path: string): Stats | undefined {
  const found = lookAt(path)
  if (!found || found.isSymbolicLink() || !isOpenToOthers(found)) return found
  try {
    chmodSync(path, found.mode & 0o777 & ~OTHERS)
  } catch {
    // Somebody else's, or on a disk that knows no rights: whoever looks at the folder afterwards sees that.
  }
  return found
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
