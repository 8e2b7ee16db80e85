import { type Card, CARDS } from '#shared/domain/commerce/cards.ts'
import { type FieldPlace, type FieldValue, placeOf } from '#shared/domain/commerce/fields.ts'
import { type PaymentCurrency, SYMBOLS } from '#shared/domain/commerce/payment-currency.ts'
import { passwordField, providerIdSchema, type ProviderId } from '#shared/domain/commerce/providers.ts'

/** Says a message of the language on screen. */
export type Say = (key: string, values?: Record<string, unknown>) => string

/** The short name of a field: `Bunntekst`. With `provider`, also whose it is. */
export function shortLabel(place: FieldPlace, say: Say, chosen?: ProviderId | null): string {
  const field = say(`commerce.short.${place.field}`)
  if (place.part === 'settings' || chosen === undefined || place.provider === chosen) return field
  return say('commerce.ofProvider', { field, provider: say(`commerce.providers.${place.provider}`) })
}

/** A key of the contract (`settings.footer`, or `password.payflow-pro`) by its short name. */
export function labelOfKey(key: string, say: Say, chosen?: ProviderId | null): string {
  const place = placeOf(key)
  if (place) return shortLabel(place, say, chosen)
  const provider = providerIdSchema.safeParse(key.slice(key.indexOf('.') + 1)).data ?? null
  return shortName('password', provider, say)
}

/** The short name of a field of the form, also of the password, which each product calls its own. */
export const shortName = (field: string, provider: ProviderId | null, say: Say): string =>
  say(`commerce.short.${field === 'password' ? passwordField(provider) : field}`)

export const cardNames = (cards: readonly string[]): string[] => cards.map((card) => CARDS[card as Card].name)

/** A field's value as a person reads it; null for texts that are empty and choices that are open. */
export function valueText(place: FieldPlace, value: FieldValue, say: Say): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return say(value ? 'commerce.values.on' : 'commerce.values.off')
  if (typeof value !== 'string') return value.length === 0 ? null : cardNames(value).join(', ')
  if (place.field === 'provider') return say(`commerce.providers.${value}`)
  if (place.field === 'accountType') return say(`commerce.accountTypes.${value}`)
  if (place.field === 'currency') return `${SYMBOLS[value as PaymentCurrency]} ${value}`
  return value
}

/** What is shown for a missing value. */
export function emptyText(place: FieldPlace, say: Say): string {
  if (place.field === 'cards') return say('commerce.values.noCards')
  const isChoice = place.field === 'provider' || place.part === 'options'
  return say(isChoice ? 'commerce.values.none' : 'commerce.values.empty')
}

/** True for fields whose differences are worth marking word by word. */
export const isText = (place: FieldPlace): boolean => place.field === 'header' || place.field === 'footer'
