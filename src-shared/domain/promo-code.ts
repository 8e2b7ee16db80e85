import type { IsoDate } from './dates.ts'

/** The 32 symbols of a generated code: upper-case letters and digits without 0 O 1 I (SPEC 5.1). */
export const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export const CODE_LENGTH = { min: 6, max: 32, default: 10 } as const
/** At least so many possible codes for each one asked, so that nobody finds one by guessing. */
export const CODES_PER_CODE = 1000
/** The most codes that one creation makes: about half a minute of work, and more than any list of recipients asks. */
export const MAX_CODES = 5_000_000
/** Ids of codes are kept as 32-bit numbers and never used twice: no site ever has more codes. */
export const LARGEST_CODE_ID = 2 ** 32 - 1
/** The most uses that "a set number of times" allows. */
export const MAX_USES = 1_000_000

export const CUSTOM_CODE = { min: 3, max: 64, pattern: /^[A-Za-z0-9_-]+$/ } as const

/** Codes are unique without regard to case; this is the form in which they are compared. */
export const codeKey = (code: string): string => code.toUpperCase()

/** Blanks and characters that nobody sees, which come along when a code is copied from a message or a page. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu
/** What text programs put in the place of a hyphen. */
const DASHES = /[\p{Pd}\u2212]/gu

/** A code as it was meant by who typed or pasted it; what looks for a code looks for this. */
export const typedCode = (text: string): string =>
  text.normalize('NFKC').replace(UNSEEN, '').replace(DASHES, '-')

/** The shortest allowed length whose space is large enough for `count` codes, those issued already included. */
export function smallestLength(count: number): number {
  let length: number = CODE_LENGTH.min
  while (ALPHABET.length ** length < count * CODES_PER_CODE) length += 1
  return length
}

export const STATUSES = ['active', 'not-yet-valid', 'expired', 'used-up', 'deleted'] as const
export type Status = (typeof STATUSES)[number]

/** What of a code its status follows from. */
export interface CodeValidity {
  readonly deleted: boolean
  readonly used: number
  /** Null for unlimited. */
  readonly limit: number | null
  /** Null where it is valid from the beginning. */
  readonly validFrom: IsoDate | null
  readonly expires: IsoDate
}

/**
 * The status of a code on `today` (the site's day). Deleted wins over used up, that over expired, and that over not yet
 * valid: the status says what would have to change before the code works. A code is valid from the first moment of its
 * first day through the end of its expiry day.
 */
export function statusOf(code: CodeValidity, today: IsoDate): Status {
  if (code.deleted) return 'deleted'
  if (code.limit !== null && code.used >= code.limit) return 'used-up'
  if (code.expires < today) return 'expired'
  return code.validFrom !== null && code.validFrom > today ? 'not-yet-valid' : 'active'
}

/** A code that works on the day, or will from its first day on: it can be handed out. */
export const isUsableFromNowOn = (status: Status): boolean =>
  status === 'active' || status === 'not-yet-valid'

/** A code that expires within so many days is marked in amber and named on the overview. */
export const EXPIRING_SOON_DAYS = 7
