import { type FileHandle, lstat, open, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileReason } from '#shared/contract/storage-reasons.ts'
import { fileReason } from './file-reason.ts'
import { lookAtPath } from './look-at-path.ts'
import { giveUsualRights, PRIVATE_FILE } from './private-files.ts'
import { unfinishedName } from './unfinished.ts'
import { removeFile, renameOver } from './while-busy.ts'

/**
 * Writes the file `path` whole or not at all: into a file beside it, to the disk, then over the old one in one step.
 * Whatever `produce` throws, the old file stays as it was and no half file is left.
 * @throws Refusal 'file.unwritable' with the person's `name` of the file, for what the file system refuses
 */
export async function writeSafely<T>(
  path: string,
  name: string,
  produce: (file: FileHandle) => Promise<T>,
): Promise<{ result: T; bytes: number }> {
  let temporary: string | undefined
  try {
    const target = await targetOf(path)
    const opened = await openBeside(target.path)
    temporary = opened.path
    const written = await produceInto(opened.file, produce)
    // Only now: what is half written is nobody else's to read.
    await giveUsualRights(temporary, { path, kind: 'file', before: target.before })
    await renameOver(temporary, target.path)
    temporary = undefined
    await syncFolder(dirname(target.path))
    return written
  } catch (error) {
    throw unwritable(error, name, path)
  } finally {
    if (temporary !== undefined) await removeFile(temporary).catch(() => undefined)
  }
}

/** The refusal for what the file system says of the file or folder at `path`; any other error as it is. */
export function unwritable(error: unknown, name: string, path?: string): unknown {
  const reason = fileReason(error)
  if (!reason) return error
  // ENOENT and the like say the same of several causes.
  const seen =
    path !== undefined && UNCLEAR.includes(reason) ? lookAtPath(dirname(path), 'folder') : undefined
  return new Refusal('file.unwritable', { name, reason: seen ?? reason })
}

const UNCLEAR: readonly FileReason[] = ['gone', 'denied', 'not-a-folder']

/** Where a link leads, and the rights of the file that is there. A folder or a device is never replaced. */
async function targetOf(path: string): Promise<{ path: string; before: number | undefined }> {
  const real = await realpath(path).catch(() => path)
  const found = await lstat(real).catch(() => undefined)
  if (found && !found.isFile())
    throw Object.assign(new Error('not a file'), { code: 'EISDIR', syscall: 'open' })
  return { path: real, before: found && found.mode & 0o777 }
}

async function openBeside(target: string): Promise<{ file: FileHandle; path: string }> {
  for (let attempt = 0; ; attempt += 1) {
    const path = join(dirname(target), unfinishedName(basename(target), process.pid, attempt))
    try {
      return { file: await open(path, 'wx', PRIVATE_FILE), path }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 1000) throw error
    }
  }
}

async function produceInto<T>(
  file: FileHandle,
  produce: (file: FileHandle) => Promise<T>,
): Promise<{ result: T; bytes: number }> {
  try {
    const result = await produce(file)
    await file.sync()
    return { result, bytes: (await file.stat()).size }
  } finally {
    await file.close()
  }
}

/** So that the new name survives a power cut. Not every system lets a folder be opened; the file itself is safe then too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
