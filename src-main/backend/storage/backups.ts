import type { BackupReason } from '#shared/contract/backup-reasons.ts'
import type { Backup, BackupCounts } from '#shared/contract/backups.ts'
import type { ApiError } from '#shared/contract/error-codes.ts'
import type { Refusal } from '#shared/contract/refusal.ts'
import type { SiteContents } from './site-contents.ts'
import type { TaskOptions } from '#backend/kernel/threads/thread.ts'

/** The folder for backups as the person knows it. */
export interface BackupFolderState {
  /** Its name where it was chosen; null for the one of the site. */
  readonly chosen: string | null
  readonly problem: Refusal | null
}

export interface CreatedBackup {
  readonly id: string
  /** False where a backup on the schedule already holds the same. */
  readonly isNew: boolean
  /** Why it is not in the folder that the person chose. */
  readonly problem: ApiError | null
}

/** What takes the place of the site, as it was made of a backup. */
export interface PreparedRestore {
  /** Of the operation that says so, in the prepared database. */
  readonly operationId: number
  readonly counts: PreparedCounts
}
export interface PreparedCounts {
  readonly codes: number
  readonly batches: number
  readonly revisions: number
  readonly operations: number
}

/**
 * The backups of the own site. Nothing here needs an open site; the work is done in a thread, one thing at a time, and
 * others read and write on meanwhile.
 */
export interface SiteBackups {
  /** The newest first, and whether every folder could be read. */
  list(): Promise<{ backups: Backup[]; isReadable: boolean }>
  /** What is in the site, which the caller keeps open. */
  present(): Promise<BackupCounts>
  folder(): Promise<BackupFolderState>
  /** @throws Refusal 'backups.folder-unusable', 'storage.full', 'storage.unavailable' */
  chooseFolder(path: string | null): Promise<void>
  /**
   * The same as long as nothing was written to the site. Another one may also mean that something was only moved among
   * its files, or that a server counts again from the beginning.
   */
  state(): Promise<string>
  /**
   * Copies the site, which the caller keeps open, checks the copy and removes what is not kept any more.
   * @throws Refusal 'storage.damaged' where the copy is not sound, 'storage.full', 'storage.unavailable', 'job.cancelled'
   */
  create(
    reason: Extract<BackupReason, 'daily' | 'manual'>,
    timeZone: string,
    options?: TaskOptions,
  ): Promise<CreatedBackup>
  /**
   * Removes those of these that are there and `isRemovable`; answers with how many.
   * @throws Refusal 'storage.unavailable'
   */
  remove(ids: readonly string[]): Promise<number>
  /**
   * Keeps the present state of the site before another database takes its place: checked as every backup, or byte for
   * byte where it cannot be read as a whole. Answers with the name; null where there is nothing. `isOpen`: this program
   * has it open, and nobody writes; a site that is not sound is refused then.
   * @throws Refusal 'storage.damaged', 'storage.full', 'storage.unavailable'
   */
  keepPresent(
    reason: Extract<BackupReason, 'site-file' | 'restore' | 'rescue' | 'move'>,
    options: { readonly isOpen: boolean },
  ): Promise<string | null>
  /**
   * Makes a site of a copy of the backup, so that all that is left is to take the site's place.
   * @throws Refusal 'backups.unknown', 'backups.damaged', 'backups.newer', 'backups.unreadable', 'storage.full',
   * 'storage.unavailable', 'job.cancelled'
   */
  prepareRestore(id: string, options?: TaskOptions): Promise<PreparedRestore>
  /**
   * Looks at all of a backup, as `prepareRestore` does, and reads what is compared with the site in use.
   * @throws as `prepareRestore`
   */
  inspect(id: string, options?: TaskOptions): Promise<SiteContents>
  /** Looks at the prepared database once more, right before. @throws Refusal 'backups.damaged' */
  checkPrepared(id: string, counts: PreparedCounts): Promise<void>
  /** Removes what was prepared and did not take the site's place. */
  clearPrepared(): Promise<void>
  /** Where a backup lies; with null, the folder. @throws Refusal 'backups.unknown' */
  pathOf(id: string | null): Promise<string>
  /** Ends the thread. */
  close(): Promise<void>
}
