import type { Missing } from '#shared/domain/commerce/completeness.ts'
import { keyOf, placeOf, valueAt } from '#shared/domain/commerce/fields.ts'
import type { ProblemCode } from '#shared/domain/commerce/problem-codes.ts'
import { problemsOf } from '#shared/domain/commerce/problems.ts'
import { accountFieldSchema } from '#shared/domain/commerce/providers.ts'
import { type Content, LIMITS } from '#shared/domain/commerce/settings.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import { refusalOf } from '#shared/domain/email-address.ts'
import { MODES, type Mode } from '#shared/domain/services.ts'
import type { Say } from '../../components/differences/field-words.ts'

/** A field to correct: its name, whose account it is, and what would be right. */
export interface FieldProblem {
  readonly field: string
  readonly mode: Mode
  readonly sentence: string
}

/** What is wrong in the form, in its order. An account's fields are looked at in both modes, the rest once. */
export function formProblems(
  contents: Readonly<Record<Mode, Content>>,
  mode: Mode,
  say: Say,
): FieldProblem[] {
  return MODES.flatMap((one) => {
    const content = tidy(contents[one])
    return problemsOf(content).flatMap(({ key, code }) => {
      const place = placeOf(key)
      if (!place || (one !== mode && place.part !== 'account')) return []
      return [{ field: place.field, mode: one, sentence: sentenceOf(content, keyOf(place), code, say) }]
    })
  })
}

function sentenceOf(content: Content, key: string, code: ProblemCode, say: Say): string {
  const place = placeOf(key)
  const value = place ? valueAt(content, place) : ''
  const text = typeof value === 'string' ? value : ''
  if (code === 'too-long')
    return say('commerce.problems.tooLong', { n: text.length, limit: limitOf(place?.field ?? '') })
  if (code === 'not-an-address') {
    const suggestion = refusalOf(text)?.suggestion
    if (suggestion !== undefined) return say('commerce.problems.emailMaybe', { suggestion })
  }
  return say(`commerce.problems.${code}`)
}

function limitOf(field: string): number {
  if (field === 'header' || field === 'footer') return LIMITS.text
  if (field === 'merchantName') return LIMITS.merchantName
  return field === 'support' || field === 'paypalEmail' ? LIMITS.support : LIMITS.accountField
}

/** The fields that belong to an account, and are therefore filled in for each mode by itself. */
const OF_ACCOUNT: readonly Missing[] = accountFieldSchema.options
export const isAccountField = (field: string): boolean => OF_ACCOUNT.includes(field as Missing)
