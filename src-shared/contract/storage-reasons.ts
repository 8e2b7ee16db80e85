import { z } from 'zod'

/** Why the system does not let a file or folder be written. */
const FILE_REASONS = [
  /** No right to it. */
  'denied',
  /** The file system can only be read. */
  'read-only',
  /** A file lies where a folder is expected. */
  'not-a-folder',
  /** A folder lies where a file is expected. */
  'not-a-file',
  'path-too-long',
  /** A link that leads nowhere, or round and round. */
  'dangling-link',
  /** The disk could not do what it was asked. */
  'io-error',
  /** It is not there: deleted, or on a disk that is not connected. */
  'gone',
  /** A limit on how much one person stores. */
  'quota',
  /** Larger than one file may become there. */
  'too-large',
  /** Another program has it open and lets nobody else in. */
  'in-use',
  'other',
] as const

/** Why a file that a person asked for could not be saved. */
export const fileReasonSchema = z.enum([
  ...FILE_REASONS,
  'full',
  /** A folder of that name, with something in it. */
  'exists',
])
export type FileReason = z.output<typeof fileReasonSchema>

/** Why the site's storage cannot be used. A full disk has a code of its own, `storage.full`. */
export const storageReasonSchema = z.enum([
  ...FILE_REASONS,
  /** The file system knows no locks of files, as some network shares do not. */
  'no-locks',
  /** The site lies on a database server, which refuses or cannot be reached. */
  'server',
])
export type StorageReason = z.output<typeof storageReasonSchema>

/** Which folder it is about. Paths never reach a window. */
export const storagePlaceSchema = z.enum([
  /** With the site and the sample. */
  'data',
  'backups',
  'logs',
  /** Files on their way to or from a browser. */
  'transfers',
  /** What the desktop keeps of a person's preferences. */
  'settings',
])
export type StoragePlace = z.output<typeof storagePlaceSchema>
