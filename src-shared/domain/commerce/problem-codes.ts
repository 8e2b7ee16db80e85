import { z } from 'zod'

/** What can be wrong with support info; each has its own remedy in the wording. */
export const supportProblemSchema = z.enum([
  'not-an-address',
  /** A telephone number of one country only: `21 00 00 00`. */
  'no-country-code',
  /** It has a country code, and too few or too many digits for that country. */
  'not-a-number',
  'neither',
])
export type SupportProblem = z.output<typeof supportProblemSchema>

/** Why the value of a field is refused. What is only missing is no problem before production (`completeness.ts`). */
export const problemCodeSchema = z.enum([
  'too-long',
  /** The provider does not have this choice, or this field. */
  'not-offered',
  ...supportProblemSchema.options,
])
export type ProblemCode = z.output<typeof problemCodeSchema>
