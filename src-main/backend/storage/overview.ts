import type { Overview } from '#shared/contract/overview.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { CodeValidity } from '#shared/domain/promo-code.ts'
import type { SiteTime } from './site-time.ts'

/** What of the start page is counted by day or instant. Instants are in UTC milliseconds. */
export interface CountedSpans {
  /** Codes that nobody has used count as unused where they were created before this. */
  readonly unusedBefore: number
  readonly expiringFrom: IsoDate
  /** Inclusive. */
  readonly expiringTo: IsoDate
  readonly createdSince: number
}

export interface SiteCounts extends Pick<Overview, 'summary' | 'expiringSoon'> {
  /** Active codes that nobody has used. */
  readonly unused: number
  /** Codes with uses left, not deleted, by their expiry day. */
  readonly expiring: readonly { readonly day: IsoDate; readonly codes: number }[]
  /** How many codes each batch created since then has. */
  readonly created: readonly { readonly at: number; readonly codes: number }[]
}

export interface FoundCode extends CodeValidity {
  readonly id: number
  readonly code: string
  readonly recipient: string
  readonly email: string
}

export interface OverviewReader {
  /** Counts all codes. */
  counts(time: SiteTime, spans: CountedSpans): Promise<SiteCounts>
  /** At most `limit` codes: those that start with the text first, then those with it anywhere in code, name, address or note. */
  find(text: string, limit: number): Promise<FoundCode[]>
}
