import { type CodePattern, fillPattern } from '#shared/domain/code-pattern.ts'
import { ALPHABET } from '#shared/domain/promo-code.ts'
import { isSpreadsheetValue } from '#shared/domain/spreadsheet-value.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** Secure randomness is asked for in portions: one call for each code would cost more than all the rest. */
const POOL_BYTES = 64 * 1024
const LETTERS = Buffer.from(ALPHABET, 'latin1')

/**
 * A function that gives one random code of the pattern after another; each of the 32 symbols is equally likely. The few
 * that a spreadsheet would read as a number or a date are left out.
 */
export function codeGenerator(random: RandomSource, pattern: CodePattern): () => string {
  const { length } = pattern
  const fill = fillPattern(pattern)
  let pool = Buffer.alloc(0)
  let at = 0
  function next(): string {
    if (at + length > pool.length) {
      pool = Buffer.from(random.bytes(POOL_BYTES))
      // 32 symbols: five bits of a byte pick one without bias.
      for (let i = 0; i < pool.length; i += 1) pool[i] = LETTERS[(pool[i] ?? 0) & 31] ?? 0
      at = 0
    }
    at += length
    return pool.toString('latin1', at - length, at)
  }
  return () => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const code = fill(next())
      if (!isSpreadsheetValue(code)) return code
    }
    throw new Error('the random source gives the same codes again and again')
  }
}

/** Of the shortest codes, one in two thousand is left out. */
const TRIES = 50
