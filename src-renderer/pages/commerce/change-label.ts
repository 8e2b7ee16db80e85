import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { cardNames, type Say, shortLabel, shortName } from '../../components/differences/field-words.ts'
import type { Change } from './form-state.ts'

/** What a change is called in the action bar: cards by their names, another provider's field with the provider. */
export function labelOfChange(change: Change, chosen: ProviderId | null, say: Say): string {
  if (change.place && change.cards?.length)
    return `${shortLabel(change.place, say, chosen)}: ${cardNames(change.cards).join(', ')}`
  if (change.place) return shortLabel(change.place, say, chosen)
  const field = shortName('password', change.provider ?? chosen, say)
  return change.provider === undefined || change.provider === chosen
    ? field
    : say('commerce.ofProvider', { field, provider: say(`commerce.providers.${change.provider}`) })
}

/** The field of the form that a change belongs to, to go to. */
export const fieldOfKey = (key: string): string =>
  key.startsWith('password.') ? 'password' : (key.split('.').at(-1) ?? key)
