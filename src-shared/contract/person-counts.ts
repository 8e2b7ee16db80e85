import { z } from 'zod'
import { PERSON_KINDS } from '../domain/person-kinds.ts'

/** How much is stored about a person, by where it is. */
export const personCountsSchema = z.record(z.enum(PERSON_KINDS), z.int())
