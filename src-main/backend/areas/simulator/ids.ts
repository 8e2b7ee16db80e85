import type { RandomSource } from '#backend/kernel/dependencies.ts'

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
/** What the number of an account consists of: neither 0 and 1 nor I and O. */
const OF_ACCOUNTS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The numbers and tokens that PayPal gives out. Capitals and digits, without I and O. */
export interface Ids {
  /** Of so many characters, the first a letter. */
  upper(length: number): string
  /** Of a PayPal account, a buyer's or a merchant's: 13 characters. */
  account(): string
  /** For secrets: letters of both cases and digits, `-` and `_`. */
  secret(length: number): string
}

export function createIds(random: RandomSource): Ids {
  return {
    upper: (length) =>
      [...random.bytes(length)]
        .map((byte, index) => LETTERS[byte % (index === 0 ? 24 : LETTERS.length)])
        .join(''),
    account: () => [...random.bytes(13)].map((byte) => OF_ACCOUNTS[byte % OF_ACCOUNTS.length]).join(''),
    secret: (length) => Buffer.from(random.bytes(length)).toString('base64url').slice(0, length),
  }
}
