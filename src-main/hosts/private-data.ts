import { realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPrivately, tighten, tightenOne } from '#backend/kernel/files/private-files.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'

/** What the application keeps in the data folder besides its sites. Anything else there is not its to change. */
const OURS = [
  'logs',
  'temporary',
  'cache',
  'desktop',
  'folder.json',
  'author.json',
  'database.json',
  'sites.json',
  'update-check',
  'browser-host.json',
  'dev-session.json',
  'checkout.json',
]
const OURS_BEFORE = ['transfers', 'dev-token']

/**
 * Has everything that this application makes in the data folder be for this user alone, and closes to others what earlier
 * versions, a copy or another program left open there. What cannot be closed, `dataFolder.place` reports. To be called by
 * a host before anything else touches the folder.
 */
export function keepDataPrivate(dataFolder: string, home = homedir()): void {
  createPrivately(dataFolder)
  closeToOthers(dataFolder, home)
}

/** Closes what lies in a data folder, also in one that is not open here, such as the one with the list of sites. */
export function closeToOthers(dataFolder: string, home = homedir()): void {
  // On Windows a folder has the rights of the profile that it is in, and `dataFolder.place` reports any others.
  if (process.platform === 'win32') return
  const folder = real(dataFolder)
  if (folder === null || isSharedPlace(folder, home)) return
  tightenOne(folder)
  for (const site of siteFolders(folder)) tighten(real(site) ?? site)
  for (const name of [...OURS, ...OURS_BEFORE]) tighten(join(folder, name))
}

/** A folder that holds much else: a home, what is above one, or one for everybody such as `/tmp`. */
function isSharedPlace(folder: string, home: string): boolean {
  const own = real(home) ?? home
  const isAboveHome = own === folder || own.startsWith(folder === dirname(folder) ? folder : `${folder}/`)
  return isAboveHome || isSticky(folder)
}

const STICKY = 0o1000
const isSticky = (folder: string): boolean =>
  ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & STICKY) !== 0

/** With every link followed; null where it is not there, or cannot be looked at. */
function real(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
