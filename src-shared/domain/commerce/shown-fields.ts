import type { FieldPlace } from './fields.ts'
import { type AccountField, cardsOffered, providerOf } from './providers.ts'
import { optionsOf, type Settings } from './settings.ts'

/** A field of the form, in the words that `fields.ts`, reviews and conflicts use. */
export type FormField = FieldPlace['field'] | AccountField

const MERCHANT = ['merchantName', 'support', 'header', 'footer'] as const

/** The fields that the form shows for these settings, in its order (SPEC 3). */
export function shownFields(settings: Settings): readonly FormField[] {
  if (settings.provider === null) return ['provider', ...MERCHANT]
  const provider = providerOf(settings.provider)
  const { accountType } = optionsOf(settings, provider.id)
  return [
    'provider',
    ...provider.account,
    ...(provider.accountTypes.length > 0 ? (['accountType'] as const) : []),
    ...(provider.express === 'choice' ? (['express'] as const) : []),
    ...(cardsOffered(provider.id, accountType) ? (['cards'] as const) : []),
    'currency',
    ...MERCHANT,
  ]
}
