import type { RecoveryState, RescueAnswer } from '#shared/contract/recovery.ts'
import type { Settings } from '#shared/contract/site-settings.ts'
import type { Site, SiteKind } from '#shared/contract/site.ts'
import type { Thread } from '#backend/kernel/threads/thread.ts'
import type { KeptLists } from './kept-lists.ts'
import type { ResultSets } from './result-sets.ts'
import type { SiteTransfer } from './site-file.ts'
import type { SiteTime } from './site-time.ts'
import type { Readers, Storage } from './storage.ts'

/** A site that is open: its storage, the reports that are open on it, the thread that writes its files. */
export interface OpenSite {
  /** Another one for each site, and for what takes a site's place from a file or a backup. */
  readonly id: string
  readonly kind: SiteKind
  readonly storage: Storage
  readonly resultSets: ResultSets
  /** What was pasted into the report to be found. */
  readonly lists: KeptLists
  readonly transfer: SiteTransfer
  /** A thread that writes files of many rows, and files that hold a site. */
  readonly exports: Thread
  settings(): Promise<Settings>
  time(): Promise<SiteTime>
  /** The site as it is, or as a transaction sees it. */
  describe(readers?: Pick<Readers, 'commerce' | 'settings'>): Promise<Site>
  /** It is damaged, or its database’s user may only read: it is read where it can be, and every transaction refused. */
  isReadOnly(): boolean
  /**
   * For what writes a file before it is recorded: the file would be there although the answer is a refusal.
   * @throws Refusal why every transaction is refused
   */
  requireWritable(): void
  /**
   * Whether this program does what nobody asked for. Of several that use one database, one does: another would take what
   * is under way there for what an earlier run left.
   */
  leads(): boolean
  close(): Promise<void>
}

export interface RescueOptions {
  readonly signal: AbortSignal
  progress(done: number, total: number | null): void
}

/** The site that is in use; the application has one at a time, or none where the own one cannot be opened. */
export interface Sites {
  /**
   * Runs `work` with the open site, which stays open until it ends.
   * @throws Refusal 'backend.shutting-down'; of the area `storage`, why the own site cannot be opened, while none is
   */
  use<T>(work: (site: OpenSite) => Promise<T>): Promise<T>
  /**
   * The same for what nobody asked for: it is left out, undefined, while no site is open that can be written, or another
   * program does it (`OpenSite.leads`).
   */
  inBackground<T>(work: (site: OpenSite) => Promise<T>): Promise<T | undefined>
  /** Calls `listener` each time this program begins to do what nobody asked for, in place of another one. */
  onLeading(listener: () => void): void
  /** Whether a site is open, and what is wrong with the own one. */
  state(): RecoveryState
  /** Tries to open the own site again, and answers with how it is then. @throws Refusal 'backend.shutting-down' */
  retry(): Promise<RecoveryState>
  /**
   * Makes a new site of what can be read of the damaged own one, which is kept as a backup. All or nothing.
   * @throws Refusal 'recovery.nothing-to-rescue', 'backups.sample-open', 'storage.damaged' where nothing can be read,
   * 'job.cancelled'; of the area `storage`
   */
  rescue(options: RescueOptions): Promise<RescueAnswer>
  /** Looks at every page of the own site in the background; one that is damaged is read only from then on. */
  check(): Promise<void>
  /** Reads the site of a kind that is not open. Undefined where there is none, or one of an earlier version. */
  readClosed<T>(kind: SiteKind, work: (readers: Readers) => Promise<T>): Promise<T | undefined>
  /**
   * Opens the site of a kind instead, when nobody uses the present one any more. Where the own one cannot be opened, none
   * is open afterwards; where the sample cannot, all stays as it is.
   * @throws Refusal of the area `storage`
   */
  open(kind: SiteKind): Promise<Site>
  /**
   * Puts the database that was prepared beside the own site's, or that `prepare` leaves there, in its place, once nobody
   * uses the site; all or nothing. The present site is kept as a backup first: a damaged one byte for byte, and there may
   * be none. `prepare` gets the own site where it is open.
   * @throws Refusal 'siteFile.sample-open', 'backups.sample-open'; of the area `storage`; what `prepare` throws
   */
  replaceOwn(
    reason: 'site-file' | 'restore' | 'rescue',
    prepare: (site: OpenSite | undefined) => Promise<void>,
  ): Promise<{ site: Site; backup: string | null }>
  close(): Promise<void>
}
