import type { FileReason } from '#shared/contract/storage-reasons.ts'

const REASONS: Readonly<Record<string, FileReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'quota',
  EFBIG: 'too-large',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  ENOTDIR: 'not-a-folder',
  EISDIR: 'not-a-file',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  ENAMETOOLONG: 'path-too-long',
  ELOOP: 'dangling-link',
  EIO: 'io-error',
  ENOENT: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
  // A share on the network that does not answer, or has been replaced.
  ESTALE: 'gone',
  ENOTCONN: 'gone',
  EHOSTDOWN: 'gone',
  EHOSTUNREACH: 'gone',
  ENETUNREACH: 'gone',
  ETIMEDOUT: 'gone',
  EBUSY: 'in-use',
  ETXTBSY: 'in-use',
}

/** An error of the file system, such as EACCES of `open`; undefined for any other, such as ERR_INVALID_ARG_TYPE. */
export function fileErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return /^(E[A-Z0-9]+|UNKNOWN)$/.test(error.code) ? error.code : undefined
}

/** What an error of the file system means to a person; undefined for an error of anything else. */
export function fileReason(error: unknown): FileReason | undefined {
  const code = fileErrorCode(error)
  return code === undefined ? undefined : (REASONS[code] ?? 'other')
}
