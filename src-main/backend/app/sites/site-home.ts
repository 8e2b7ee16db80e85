import type { RescueAnswer } from '#shared/contract/recovery.ts'
import type { Refusal } from '#shared/contract/refusal.ts'
import type { StoredArea } from '#shared/contract/stored-areas.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import type { RescueOptions } from '#backend/storage/open-site.ts'
import type { SiteTransfer } from '#backend/storage/site-file.ts'
import type { Readers, Storage } from '#backend/storage/storage.ts'

/** Of other programs that use the same database, and of the database. */
export interface OtherPrograms {
  /** One of them has stored something in these areas, or may have. */
  onChanged(areas: readonly StoredArea[]): void
  /** This program leads from now on, after it did not. */
  onLeading(): void
  /** The database does not answer any more. */
  onUnanswered(): void
  /** It answers again. */
  onAnswered(): void
}

/** A site as the place where it is kept has opened it. */
export interface KeptSite {
  readonly storage: Storage
  /** Holds files of the site that are on their way. */
  readonly folder: string
  readonly transfer: SiteTransfer
  /** Why every change is refused; null where it is not. */
  readonly readOnly: Refusal | null
  /** Whether its data is still where it was opened; true also where that cannot be seen. */
  isInPlace(): boolean
  /** Whether this program does what nobody asked for: of those that use one database, it is one. */
  leads(): boolean
  /** Calls the listeners from now on. */
  listen(listeners: OtherPrograms): void
  /** Looks at all that is stored; a call while one is under way gets its answer. */
  check(): Promise<'sound' | 'damaged' | 'stopped'>
  close(): Promise<void>
}

/** Why one database takes the place of another. */
export type ReplaceReason = 'site-file' | 'restore' | 'rescue' | 'move'

export interface Replacing<T> {
  readonly reason: ReplaceReason
  /** The present site is open, and not damaged. */
  readonly isSound: boolean
  /** Closes the present site, if one is open. */
  close(): Promise<void>
  /** Uses what has taken its place, and is open now. */
  use(kept: KeptSite): Promise<T>
}

export interface RescueFrom extends RescueOptions {
  /** Of the site that is made. */
  readonly timeZone: string
}

/** Where the own site is kept. */
export interface SiteHome {
  /** Backups of the site. */
  readonly backups: SiteBackups
  /** What an error of what keeps the site, or the sample, means to a person; other errors as they are. */
  toRefusal(error: unknown): unknown
  /**
   * Takes the place for this program and opens the site. `mayCreate`: whether one is made where there was never one.
   * @throws Refusal 'storage.locked' while another program has it; of the area `storage`
   */
  open(options: { readonly mayCreate: boolean }): Promise<KeptSite>
  /**
   * Opens a site that is damaged, for reading.
   * @throws Refusal 'storage.damaged' where nothing can be read
   */
  openDamaged(): Promise<KeptSite>
  /** Reads the site while it is not open. Undefined where there is none, or one of an earlier version. */
  readClosed<T>(work: (readers: Readers) => Promise<T>): Promise<T | undefined>
  /**
   * Before what can be read of a damaged database is saved.
   * @throws Refusal 'site.in-database'
   */
  requireFiles(): void
  /**
   * Before another database is prepared to take the place of the site; `isOpen`: the site is open.
   * @throws Refusal of the area `storage`
   */
  beginReplacing(present: { readonly isOpen: boolean }): Promise<void>
  /**
   * Keeps the present site as a backup, has it closed, and puts what was prepared in its place; it is the site once `use`
   * has ended well. Where something fails after `close`, the present one is in its place again the next time it is opened.
   * @throws Refusal of the area `storage`; what `close` and `use` throw
   */
  replace<T>(replacing: Replacing<T>): Promise<{ readonly result: T; readonly backup: string | null }>
  /**
   * Prepares a site out of what can be read of the damaged one, which is closed.
   * @throws Refusal 'storage.damaged' where nothing can be read, 'job.cancelled'; of the area `storage`
   */
  rescue(options: RescueFrom): Promise<Omit<RescueAnswer, 'site' | 'kept'>>
  /** The place is given up; `open` takes it again. */
  release(): void
}
