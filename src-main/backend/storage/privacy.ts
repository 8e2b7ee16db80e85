import type { OwnPlace, PersonEntry } from '#shared/contract/privacy.ts'
import type { PersonCounts } from '#shared/domain/person-kinds.ts'
import type { IsoDate } from '#shared/domain/dates.ts'

/** A person by addresses, and by further names to be looked for in texts. */
export interface AskedPerson {
  readonly addresses: readonly string[]
  readonly names: readonly string[]
}

export interface PersonHit {
  readonly address: string
  readonly names: readonly string[]
  readonly codes: number
  readonly messages: number
}

/** What is stored of a person. The texts of messages are `mail.withCodes`. */
export interface PersonTraces {
  readonly addresses: readonly string[]
  readonly names: readonly string[]
  /** Names that others have as well. */
  readonly shared: readonly string[]
  readonly counts: PersonCounts
  readonly entries: readonly PersonEntry[]
  readonly own: readonly OwnPlace[]
  readonly waiting: number
  readonly underWay: UnderWay
}

/** Messages that are being sent, and payments that PayPal has to be asked about. */
export interface UnderWay {
  readonly messages: number
  readonly payments: number
}

/** Whose personal data goes: one person's, or that of everybody whose codes all expired before a day. */
export type Whom = { readonly person: AskedPerson } | { readonly expiredBefore: IsoDate }

export interface ErasureOrder {
  readonly whom: Whom
  /** What a name is replaced by. */
  readonly name: string
  readonly at: number
}

export interface ErasedTraces {
  readonly persons: number
  readonly counts: PersonCounts
  readonly underWay: UnderWay
  /** The keys of addresses as they were: for what is in memory. */
  readonly addressKeys: readonly string[]
  /** Drafts that were changed. */
  readonly drafts: readonly string[]
}

export type OnProgress = (done: number, total: number) => void

export interface PrivacyReader {
  /** Persons whose name or address contains `text`: one more than `limit` where there are more. */
  search(text: string, limit: number): Promise<PersonHit[]>
  /** Everything about the person; at most `limit` entries, but all are counted. */
  find(
    person: AskedPerson,
    limit: number,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Promise<PersonTraces>
  /** How many persons have codes that all expired before the day, and how many codes these are. */
  countExpired(before: IsoDate): Promise<{ persons: number; codes: number }>
  /** Whether what was erased is still in unused space of the file: `rewriteFile` failed, or the program was ended. */
  isRewritePending(): Promise<boolean>
}

export interface PrivacyWriter {
  /**
   * Replaces names and addresses everywhere, also in what is kept for undo. Nothing is written where `underWay` counts any.
   */
  erase(order: ErasureOrder, onProgress: OnProgress): Promise<ErasedTraces>
  /** The file was rewritten since. */
  noteRewritten(): Promise<void>
}
