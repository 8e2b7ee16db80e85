import { z } from 'zod'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { appliesToSchema } from '#shared/domain/service-schemas.ts'
import { type TermChange, TERMS } from '#shared/domain/term-change.ts'
import { usageOf } from '#shared/domain/term-content.ts'
import { parseDiscount, parseLimit } from '#shared/wording/typed-terms.ts'

/** A term that is to be changed, as it is typed. Going back to another term brings back what was typed for it. */
export const termsSchema = z.strictObject({
  term: z.enum(TERMS),
  /** A discount, a limit or a note. */
  text: z.string(),
  item: appliesToSchema.nullable(),
  validFrom: isoDateSchema.nullable(),
  validFromText: z.string(),
  expires: isoDateSchema.nullable(),
})
export type TypedTerms = z.output<typeof termsSchema>

export const emptyTerms = (): TypedTerms => ({
  term: 'discount',
  text: '',
  item: null,
  validFrom: null,
  validFromText: '',
  expires: null,
})

/** Nothing that a person would miss. */
export const isEmpty = ({ text, item, validFromText, expires }: TypedTerms): boolean =>
  text.trim() === '' && item === null && validFromText.trim() === '' && expires === null

/** The change that is typed; null while it is incomplete, or none. */
export function changeIn(
  { term, text, item, validFrom, validFromText, expires }: TypedTerms,
  today: IsoDate,
): TermChange | null {
  switch (term) {
    case 'discount': {
      const discount = parseDiscount(text, undefined)
      return discount ? { term, discount } : null
    }
    case 'used': {
      const limit = parseLimit(text)
      return limit === undefined ? null : { term, usage: usageOf(limit) }
    }
    case 'appliesTo':
      return item === null ? null : { term, appliesTo: item }
    case 'validFrom':
      return validFrom === null && validFromText.trim() !== '' ? null : { term, validFrom }
    case 'expires':
      return expires === null || expires < today ? null : { term, expires }
    case 'note':
      return { term, note: text.trim() }
  }
}
