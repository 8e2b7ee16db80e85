import type { StoredArea } from '#shared/contract/stored-areas.ts'
import type { CodesReader, CodesWriter } from './codes.ts'
import type { CommerceReader, CommerceWriter } from './commerce.ts'
import type { DraftsReader, DraftsWriter } from './drafts.ts'
import type { MailReader, MailWriter } from './mail.ts'
import type { OperationsReader, OperationsWriter } from './operations.ts'
import type { OverviewReader } from './overview.ts'
import type { PaymentsReader, PaymentsWriter } from './payments.ts'
import type { PaypalReader, PaypalWriter } from './paypal.ts'
import type { PrivacyReader, PrivacyWriter } from './privacy.ts'
import type { RedemptionsReader, RedemptionsWriter } from './redemptions.ts'
import type { ReportRow } from '#shared/contract/report.ts'
import type { ReportReader, RowOptions } from './report.ts'
import type { PickedRows } from './result-sets.ts'
import type { SiteTime } from './site-time.ts'
import type { SecretsReader, SecretsWriter } from './secrets.ts'
import type { SettingsReader, SettingsWriter } from './settings.ts'
import type { SiteReader } from './site.ts'
import type { ViewsReader, ViewsWriter } from './views.ts'

/**
 * What is read, by area. An engine runs the methods where it likes, in another thread or on another machine: what goes
 * in and out is plain data, and besides it, as the last parameters, only an `onProgress` function and an `AbortSignal`.
 * Each answer is one state of the site; two answers may be of two.
 */
export interface Readers {
  readonly codes: CodesReader
  readonly commerce: CommerceReader
  readonly drafts: DraftsReader
  readonly mail: MailReader
  readonly operations: OperationsReader
  readonly overview: OverviewReader
  readonly payments: PaymentsReader
  readonly paypal: PaypalReader
  readonly privacy: PrivacyReader
  readonly redemptions: RedemptionsReader
  readonly report: ReportReader
  readonly secrets: SecretsReader
  readonly settings: SettingsReader
  readonly site: SiteReader
  readonly views: ViewsReader
}

/** What is written, by area, in a transaction only. */
export interface Writers extends Record<StoredArea, object> {
  readonly codes: CodesWriter
  readonly commerce: CommerceWriter
  readonly drafts: DraftsWriter
  readonly mail: MailWriter
  readonly operations: OperationsWriter
  readonly payments: PaymentsWriter
  readonly paypal: PaypalWriter
  readonly privacy: PrivacyWriter
  readonly redemptions: RedemptionsWriter
  readonly secrets: SecretsWriter
  readonly settings: SettingsWriter
  readonly views: ViewsWriter
}

/** Inside a transaction: reads see what it has written. */
export type Transaction = { readonly [Area in keyof Writers]: Readers[Area] & Writers[Area] } & Readers

/**
 * The rows of codes by the million, in their order, without those that are gone; a block at a time, so that memory stays
 * the same however many there are. Otherwise as `ReportReader.rows`.
 */
export type RowBlocks = (
  picked: PickedRows,
  time: SiteTime,
  options?: RowOptions,
) => AsyncIterable<readonly ReportRow[]>

/** The data of one moment, whatever is written meanwhile. */
export interface Snapshot {
  readonly readers: Readers
  readonly reportRows: RowBlocks
  close(): Promise<void>
}

/** By which a thread opens the same storage: the engine's own, which a message carries. */
export interface StorageAddress {
  readonly content: unknown
}

/** By which a thread works on a site and its files. */
export interface SiteAddress {
  readonly storage: StorageAddress
  /** Holds files of the site that are on their way, and its backups. */
  readonly folder: string
}

/** A site's storage, whatever engine keeps it. */
export interface Storage extends Readers {
  readonly address: StorageAddress
  /**
   * Runs `work` alone among writers, all or nothing: commits when it ends, takes everything back when it throws or
   * `signal` aborts before the commit. Transactions do not nest. `name` is for the log, and for those who wait.
   * @throws Refusal 'job.cancelled'; of the area `storage`
   */
  transaction<T>(name: string, work: (tx: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T>
  /**
   * Leaves nothing on the disk of what was changed or deleted, outside transactions. It takes time, and room for another copy.
   * @throws Refusal 'storage.locked', 'storage.full', 'storage.unavailable'
   */
  rewriteFile(): Promise<void>
}
