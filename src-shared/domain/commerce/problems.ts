import { isAddress } from '../email-address.ts'
import { type FieldPlace, inEffect, keyOf, PLACES, valueAt } from './fields.ts'
import { providerOf } from './providers.ts'
import { accountOf, type Content, LIMITS, optionsOf } from './settings.ts'
import type { ProblemCode } from './problem-codes.ts'
import { supportProblem } from './support.ts'

export interface ContentProblem {
  /** The field, as `keyOf` names it. */
  readonly key: string
  readonly code: ProblemCode
}

/** Everything in `content` that is refused, in the order of the form; empty when it can be saved. */
export function problemsOf(content: Content): ContentProblem[] {
  return PLACES.flatMap((place) => {
    const code = problemAt(content, place)
    return code ? [{ key: keyOf(place), code }] : []
  })
}

function problemAt(content: Content, place: FieldPlace): ProblemCode | null {
  if (lengthAt(content, place) > limitOf(place)) return 'too-long'
  if (!isOffered(content, place)) return 'not-offered'
  // What was typed for a provider that is not chosen now waits there, right or wrong: its field cannot be seen.
  return inEffect(content, place) ? formatProblem(content, place) : null
}

const lengthAt = (content: Content, place: FieldPlace): number => {
  const value = valueAt(content, place)
  return typeof value === 'string' ? value.length : 0
}

function limitOf({ field }: FieldPlace): number {
  if (field === 'header' || field === 'footer') return LIMITS.text
  if (field === 'merchantName') return LIMITS.merchantName
  return field === 'support' || field === 'paypalEmail' ? LIMITS.support : LIMITS.accountField
}

/** Whether the product has what is chosen, also of a provider that is not chosen now. */
function isOffered(content: Content, place: FieldPlace): boolean {
  if (place.part === 'settings') return true
  const provider = providerOf(place.provider)
  if (place.part === 'account')
    return (
      provider.account.includes(place.field) || accountOf(content.accounts, provider.id)[place.field] === ''
    )
  const options = optionsOf(content.settings, provider.id)
  switch (place.field) {
    case 'accountType':
      return (
        options.accountType === null || provider.accountTypes.some(({ id }) => id === options.accountType)
      )
    case 'cards':
      return options.cards.every((card) => provider.accountTypes.some(({ cards }) => cards?.includes(card)))
    case 'express':
      return !options.express || provider.express === 'choice'
    case 'currency':
      return provider.currency.offered.includes(options.currency)
  }
}

function formatProblem(content: Content, place: FieldPlace): ProblemCode | null {
  const value = valueAt(content, place)
  if (typeof value !== 'string' || value.trim() === '') return null
  if (place.field === 'support') return supportProblem(value)
  return place.field === 'paypalEmail' && !isAddress(value.trim()) ? 'not-an-address' : null
}
