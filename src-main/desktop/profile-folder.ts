import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lookAtPath } from '#backend/kernel/files/look-at-path.ts'

/** Where Chromium keeps its own files. */
export interface ProfileFolder {
  readonly folder: string
  /** Removes one that is for this start only. */
  remove(): void
}

/**
 * `wanted`, made as needed. Without a folder that it can write to, Electron ends at once and says nothing: where `wanted`
 * cannot be used, it is another one for this start only, so that there is a window that says why.
 */
export function profileFolder(wanted: string, temporary = tmpdir()): ProfileFolder {
  if (isUsable(wanted)) return { folder: wanted, remove: () => undefined }
  const folder = mkdtempSync(join(temporary, 'ecommerce-admin-profile-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}

function isUsable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    return lookAtPath(folder, 'folder') === undefined
  } catch {
    return false
  }
}
