import { z } from 'zod'

export const AUTHOR_NAME_LIMIT = 100

/**
 * The name of a person who does things on the site, as it is kept: one line without signs that nobody sees. Two names are
 * the same person's where they are the same text.
 */
export const authorNameSchema = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(AUTHOR_NAME_LIMIT)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u)
