import type { RandomSource } from '#backend/kernel/dependencies.ts'

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'

/** The numbers and tokens that PayPal gives out. Capitals and digits, without I and O. */
export interface Ids {
  /** Of so many characters, the first a letter. */
  upper(length: number): string
  /** For secrets: letters of both cases and digits, `-` and `_`. */
  secret(length: number): string
}

export function createIds(random: RandomSource): Ids {
  return {
    upper: (length) =>
      [...random.bytes(length)]
        .map((byte, index) => LETTERS[byte % (index === 0 ? 24 : LETTERS.length)])
        .join(''),
    secret: (length) => Buffer.from(random.bytes(length)).toString('base64url').slice(0, length),
  }
}
