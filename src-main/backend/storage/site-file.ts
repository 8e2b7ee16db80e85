import type { SiteFileContent } from '#shared/contract/site-file.ts'
import type { Snapshot } from './storage.ts'

/** What a site file says of itself, before its content is looked at. */
export interface SiteFileHead extends Omit<SiteFileContent, 'name' | 'savedAt'> {
  /** In UTC milliseconds. */
  readonly savedAt: number
}

/** Who waits for long work. */
export interface Watch {
  readonly signal: AbortSignal
  progress(done: number, total: number): void
}

/**
 * Files that hold a whole site: the outgoing one, which is written, and the incoming one, a copy of the person's that is to
 * take the place of the site. The work is long and is done in the thread that asks for it.
 */
export interface SiteFiles {
  /** Writes the outgoing file: the site as it is now, without secrets and drafts; `at` is in UTC milliseconds. */
  save(at: number, watch: Watch): Promise<void>
  /**
   * Looks at all of the incoming file: its marks, its version, its shape, every page, reference and row. Brings it to the
   * newest shape. `name` is what the person calls it.
   * @throws Refusal 'siteFile.not-a-site', 'siteFile.newer', 'siteFile.damaged', 'storage.full', 'storage.unavailable',
   * 'job.cancelled'; or any error of a file that is damaged
   */
  check(name: string, watch: Watch): Promise<SiteFileHead>
  /** The content of the incoming file, which has been checked. */
  open(): Promise<Snapshot>
  /**
   * Makes the incoming file a site, so that all that is left is to take its place. Answers with the number of the operation
   * that says so. Both times are in UTC milliseconds or as `SiteFileContent` has them.
   */
  prepare(savedAt: SiteFileContent['savedAt'], at: number): Promise<number>
  /**
   * Looks at the prepared file once more: it is there, whole, in the newest shape, and holds what the file held.
   * @throws any error where that is not so
   */
  checkPrepared(counts: SiteFileContent['counts']): Promise<void>
}

/** The outgoing and the incoming file, as far as they are only moved. */
export interface SiteTransfer {
  /**
   * Makes a copy of a file the incoming one: what is checked is the copy, so that it is also what is opened.
   * @throws Refusal 'file.unreadable', 'storage.full'
   */
  takeIn(file: { readonly path: string; readonly name: string }): Promise<void>
  readOutgoing(): AsyncIterable<Uint8Array>
  /** Removes both. */
  clear(): Promise<void>
}
