import type { Checked } from '#shared/contract/paypal.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'
import { type AccountField, type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import type { Account } from '#shared/domain/commerce/settings.ts'

/** The state of an account at PayPal: `old` was good long ago, `changed` was checked before it was changed. */
export type ConnectionKind = 'unchecked' | 'changed' | 'good' | 'old' | 'bad' | 'unknown'

export interface Connection {
  readonly kind: ConnectionKind
  /** The check that says so; null where there is none of what is in the form. */
  readonly checked: Checked | null
}

const DAY = 86_400_000
/** A good check is shown as old after so many days: passwords and permissions change at PayPal, too. */
const GOOD_FOR_DAYS = 30

export const daysSince = ({ at }: Checked, now: number): number => Math.floor((now - Date.parse(at)) / DAY)

/** `here` is what this window found of exactly what is in the form; `saved` what is kept of the saved account. */
export function connectionOf(about: {
  readonly here: Checked | null
  readonly saved: Checked | null
  /** The form has another account than what is saved. */
  readonly unsaved: boolean
  readonly now: number
}): Connection {
  const { here, saved, unsaved, now } = about
  const kept = unsaved ? null : saved
  const checked = here && kept ? newest(here, kept) : (here ?? kept)
  if (!checked) return { kind: saved ? 'changed' : 'unchecked', checked: null }
  if (checked.good === null) return { kind: 'unknown', checked }
  if (!checked.good) return { kind: 'bad', checked }
  return { kind: daysSince(checked, now) >= GOOD_FOR_DAYS ? 'old' : 'good', checked }
}

const newest = (one: Checked, other: Checked): Checked =>
  Date.parse(one.at) >= Date.parse(other.at) ? one : other

/** The fields of the account that PayPal cannot be asked without, and that are not there. */
export function missingToAsk(
  provider: ProviderId,
  account: Account,
  { typed, set }: { readonly typed: string | undefined; readonly set: boolean },
): AccountField[] {
  return providerOf(provider).account.filter((field) => {
    if (field === 'grant') return false
    if (field === 'password') return typed === undefined ? !set : typed === ''
    return field === 'paypalEmail'
      ? !isAddress(cleanAddress(account.paypalEmail))
      : account[field].trim() === ''
  })
}
