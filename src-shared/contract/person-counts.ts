import { z } from 'zod'
import { NOTHING_FOUND, PERSON_KINDS, type PersonCounts } from '../domain/person-kinds.ts'

/** How much is stored about a person, by where it is. What an earlier version recorded has nothing of a kind added since. */
export const personCountsSchema = z
  .partialRecord(z.enum(PERSON_KINDS), z.int())
  .transform((counts): PersonCounts => ({ ...NOTHING_FOUND, ...counts }))
