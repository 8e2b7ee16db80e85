import type { FieldDifference } from '#shared/contract/commerce.ts'
import type { Missing } from '#shared/domain/commerce/completeness.ts'
import {
  type FieldPlace,
  type FieldValue,
  inEffect,
  PLACES,
  placeOf,
} from '#shared/domain/commerce/fields.ts'
import { passwordField, providerOf } from '#shared/domain/commerce/providers.ts'
import { shownFields } from '#shared/domain/commerce/shown-fields.ts'
import { type Content, optionsOf } from '#shared/domain/commerce/settings.ts'

export type Group = 'payment' | 'account' | 'merchant' | 'page'
const GROUPS: readonly Group[] = ['payment', 'account', 'merchant', 'page']

const groupOf = ({ part, field }: FieldPlace): Group => {
  if (part === 'account') return 'account'
  if (part === 'options' || field === 'provider') return 'payment'
  return field === 'merchantName' || field === 'support' ? 'merchant' : 'page'
}

export interface Row {
  readonly key: string
  /** Null for a password, which has no values to show. */
  readonly place: FieldPlace | null
  readonly before: FieldValue
  readonly after: FieldValue
}

/** Differences under the headings of the form, headings without any left out. */
export function grouped(differences: readonly FieldDifference[]): { group: Group; rows: Row[] }[] {
  const provider = differences.find(({ key }) => key === 'settings.provider')
  return GROUPS.flatMap((group) => {
    const rows = differences.flatMap((difference): Row[] => {
      const place = placeOf(difference.key) ?? null
      if ((place ? groupOf(place) : 'account') !== group) return []
      const { before } = difference
      // What another product was set to, or starts with, is not what buyers meet now.
      const wasInEffect = place?.part !== 'options' || !provider || place.provider === provider.before
      return [{ ...difference, place, before: wasInEffect ? before : null }]
    })
    return rows.length > 0 ? [{ group, rows }] : []
  })
}

/** The fields of the form that are the same, for the list behind "N fields are the same"; accounts are not compared. */
export function sameFields(
  content: Content,
  differing: ReadonlySet<string>,
  keyOf: (place: FieldPlace) => string,
): FieldPlace[] {
  const shown = shownFields(content.settings)
  return PLACES.filter(
    (place) =>
      place.part !== 'account' &&
      inEffect(content, place) &&
      shown.includes(place.field) &&
      !differing.has(keyOf(place)),
  )
}

export type Check = { readonly check: string; readonly missing: readonly Missing[] }

/** What production needs, each with what of it is missing; only what the provider asks for. */
export function checksOf(content: Content, missing: readonly Missing[]): Check[] {
  const has = (...fields: Missing[]) => fields.filter((field) => missing.includes(field))
  const merchant: Check = { check: 'merchant', missing: has('merchantName', 'support') }
  const chosen = content.settings.provider
  if (chosen === null) return [merchant, { check: 'provider', missing: has('provider') }]
  const provider = providerOf(chosen)
  const { accountType } = optionsOf(content.settings, chosen)
  const asksCards = provider.accountTypes.some(({ id, cards }) => id === accountType && cards !== null)
  return [
    merchant,
    provider.accountTypes.length > 0
      ? { check: 'provider', missing: has('provider', 'accountType') }
      : { check: 'providerOnly', missing: has('provider') },
    ...(asksCards ? [{ check: 'cards', missing: has('cards') }] : []),
    { check: 'account', missing: has('partnerId', 'vendor', 'userId', 'clientId', 'paypalEmail') },
    ...(provider.account.includes('password')
      ? [{ check: passwordField(chosen), missing: has('password') }]
      : []),
    ...(provider.account.includes('grant') ? [{ check: 'grant', missing: has('grant') }] : []),
  ]
}
