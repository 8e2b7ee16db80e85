import { accessSync, closeSync, constants, lstatSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join, parse, resolve, sep } from 'node:path'
import type { FileReason } from '#shared/contract/storage-reasons.ts'
import { fileReason } from './file-reason.ts'

/** What should lie at a path. */
export type Expected = 'file' | 'folder'

/**
 * Why `path` cannot be read and written, as far as looking at it and at everything above it shows; undefined where
 * nothing is wrong to see. An error itself often says little: ENOENT is a folder that was deleted as well as a link
 * that leads nowhere, and some libraries say no more than that a file could not be opened. The last `made` names are
 * those that the caller makes where they are missing.
 */
export function lookAtPath(path: string, expected: Expected, made = 1): FileReason | undefined {
  const steps = stepsTo(resolve(path))
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1
    const found = lookAt(step)
    if (found === 'missing') return whyMissing(dirname(step), index >= steps.length - made)
    if (typeof found === 'string') return found
    const isFolder = found.isDirectory()
    if (!isLast && !isFolder) return 'not-a-folder'
    if (isLast && isFolder !== (expected === 'folder')) return isFolder ? 'not-a-file' : 'not-a-folder'
  }
  return whyNot(path, expected === 'folder' ? IN_A_FOLDER : IN_A_FILE)
}

/** Every folder on the way, from the root on, and the path itself. */
function stepsTo(path: string): string[] {
  const { root } = parse(path)
  const names = path.slice(root.length).split(sep).filter(Boolean)
  return [root, ...names.map((_name, index) => join(root, ...names.slice(0, index + 1)))]
}

function lookAt(path: string): FileReason | 'missing' | { isDirectory(): boolean } {
  try {
    if (!lstatSync(path).isSymbolicLink()) return statSync(path)
  } catch (error) {
    const reason = fileReason(error) ?? 'other'
    return reason === 'gone' ? 'missing' : reason
  }
  try {
    return statSync(path)
  } catch (error) {
    const reason = fileReason(error) ?? 'other'
    return reason === 'gone' ? 'dangling-link' : reason
  }
}

/** A name that is not in its folder could be made there, unless the folder does not take it. */
const whyMissing = (folder: string, isMade: boolean): FileReason | undefined =>
  isMade ? whyNot(folder, IN_A_FOLDER) : 'gone'

const IN_A_FOLDER = constants.R_OK | constants.W_OK | constants.X_OK
const IN_A_FILE = constants.R_OK | constants.W_OK

function whyNot(path: string, rights: number): FileReason | undefined {
  try {
    accessSync(path, rights)
    return undefined
  } catch (error) {
    return fileReason(error)
  }
}

/** More than what is left on a disk that is as good as full. */
const TRIAL_BYTES = 256 * 1024

/** Why nothing can be written in `folder`, found out by writing a little and removing it again; undefined where that works. */
export function tryToWrite(folder: string): FileReason | undefined {
  const path = join(folder, `.${process.pid}-${performance.now()}.trial`)
  try {
    const file = openSync(path, 'wx', 0o600)
    try {
      for (let left = TRIAL_BYTES; left > 0;) left -= writeSync(file, Buffer.alloc(left))
    } finally {
      closeSync(file)
    }
    return undefined
  } catch (error) {
    return fileReason(error) ?? 'other'
  } finally {
    removeQuietly(path)
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It is empty, or the disk that it was on is gone.
  }
}
