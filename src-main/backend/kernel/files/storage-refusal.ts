import { Refusal } from '#shared/contract/refusal.ts'
import type { FileReason, StoragePlace, StorageReason } from '#shared/contract/storage-reasons.ts'
import { fileErrorCode, fileReason } from './file-reason.ts'
import { lookAtPath } from './look-at-path.ts'

/** What an error is about: a file, which need not exist, and in words the folder that it is in. */
export interface Whereabouts {
  readonly path: string
  readonly place: StoragePlace
}

/** The refusal for what the file system does not allow at a place. */
export const refusalFor = (reason: FileReason | StorageReason, place: StoragePlace): Refusal =>
  reason === 'full'
    ? new Refusal('storage.full', { place })
    : new Refusal('storage.unavailable', { reason: reason === 'exists' ? 'not-a-folder' : reason, place })

/** Of these the system says the same for several causes. */
const UNCLEAR = /^(ENOENT|EEXIST|ENOTDIR|EACCES|EPERM|EISDIR)$/
const NO_LOCKS = /^(ENOLCK|ENOTSUP|EOPNOTSUPP)$/

/**
 * What the file system's error on a file of the program means to a person; any other error as it is. The last `made`
 * names of its path are those that the program makes where they are missing.
 */
export function asFolderRefusal(error: unknown, { path, place }: Whereabouts, made: number): unknown {
  const reason = fileReason(error)
  if (!reason) return error
  const code = fileErrorCode(error) ?? ''
  if (NO_LOCKS.test(code)) return refusalFor('no-locks', place)
  return refusalFor((UNCLEAR.test(code) ? lookAtPath(path, 'file', made) : undefined) ?? reason, place)
}
