import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lookAtPath } from '#backend/kernel/files/look-at-path.ts'
import { isRunning } from '../hosts/is-running.ts'

/** Where Chromium keeps its own files. */
export interface ProfileFolder {
  readonly folder: string
  /** Removes one that is for this start only. */
  remove(): void
}

/**
 * `wanted`, made as needed. Chromium does not say what it cannot keep in a folder that it may not write to, or what else
 * does not work then: where `wanted` cannot be used, it is another one for this start only, and the window is as usual.
 */
export function profileFolder(wanted: string, temporary = tmpdir()): ProfileFolder {
  if (isUsable(wanted)) return { folder: wanted, remove: () => undefined }
  removeEarlier(temporary)
  const folder = mkdtempSync(join(temporary, `${PREFIX}${process.pid}-`))
  return { folder, remove: () => removeQuietly(folder) }
}

const PREFIX = 'ecommerce-admin-profile-'

/** Chromium writes some of its files when the program has had its last word: they go with the next start. */
function removeEarlier(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN
    if (!Number.isNaN(pid) && !isRunning(pid)) removeQuietly(join(temporary, name))
  }
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Somebody else's, or still in use.
  }
}

function isUsable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return lookAtPath(folder, 'folder') === undefined
  } catch {
    return false
  }
}
