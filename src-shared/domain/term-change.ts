import { z } from 'zod'
import { MAX_NOTE, noteSchema, usageSchema } from './creation.ts'
import { isoDateSchema } from './date-schemas.ts'
import type { IsoDate } from './dates.ts'
import { type Discount, discountSchema } from './discount.ts'
import { CURRENCIES } from './money.ts'
import { MAX_USES } from './promo-code.ts'
import { appliesToSchema } from './service-schemas.ts'
import type { AppliesTo } from './services.ts'
import { discountIn } from './term-content.ts'

/** One term of codes that exist, and what it becomes. Named by the column of the report that shows it. */
export const termChangeSchema = z.discriminatedUnion('term', [
  z.strictObject({ term: z.literal('discount'), discount: discountSchema }),
  z.strictObject({
    term: z.literal('used').meta({ description: 'The usage limit, which that column shows' }),
    usage: usageSchema,
  }),
  z.strictObject({ term: z.literal('appliesTo'), appliesTo: appliesToSchema }),
  z.strictObject({
    term: z.literal('validFrom'),
    validFrom: isoDateSchema.nullable().meta({ description: 'Null: from the beginning' }),
  }),
  z.strictObject({ term: z.literal('expires'), expires: isoDateSchema }),
  z.strictObject({ term: z.literal('note'), note: noteSchema }),
])
export type TermChange = z.output<typeof termChangeSchema>
export type Term = TermChange['term']
export const TERMS = termChangeSchema.options.map(({ shape }) => shape.term.value) as [Term, ...Term[]]

/*
 * What a stored content (`term-content.ts`) may be. A note may have grown by what took the place of an erased person.
 */

const wholeSchema = z
  .string()
  .regex(/^[1-9]\d*$/)
  .transform(Number)

const discountContentSchema = z
  .string()
  .regex(new RegExp(`^(?:%|${CURRENCIES.join('|')})[1-9]\\d{0,15}$`))
  .transform((content): unknown => discountIn(content))
  .pipe(discountSchema as z.ZodType<Discount, unknown>)

export const contentSchemas = {
  discount: discountContentSchema,
  used: z.union([z.literal('').transform(() => null), wholeSchema.pipe(z.int().max(MAX_USES))]),
  appliesTo: appliesToSchema,
  validFrom: z.union([z.literal('').transform(() => null), isoDateSchema]),
  expires: isoDateSchema,
  note: z.string().max(10 * MAX_NOTE),
} as const satisfies Record<Term, z.ZodType<Discount | number | null | AppliesTo | IsoDate | string, string>>
