import type { Grant } from '#shared/contract/commerce.ts'
import { addressKey, cleanAddress, isAddress } from '#shared/domain/email-address.ts'

/** Why a permission cannot be confirmed yet: no login, one that is not saved, or a new one while Production is in effect. */
export type GrantObstacle = 'no-login' | 'unsaved' | 'live'

export interface GrantState {
  /** `other`: a permission is recorded, but of another login than the one in the form. */
  readonly kind: 'not' | 'given' | 'other'
  readonly obstacle: GrantObstacle | null
}

/** A permission holds for the login that gave it, and only a saved login can have given one (SPEC 3.6). */
export function grantState(about: {
  readonly grant: Pick<Grant, 'account'> | undefined
  /** The login in the form, as typed. */
  readonly login: string
  /** The login that is saved. */
  readonly saved: string
  /** Production is in effect, so that a new login could only be saved together with its permission. */
  readonly live: boolean
}): GrantState {
  const login = cleanAddress(about.login)
  const isSame = (account: string) => addressKey(account) === addressKey(login)
  if (about.grant && isSame(about.grant.account)) return { kind: 'given', obstacle: null }
  const kind = about.grant ? 'other' : 'not'
  if (!isAddress(login)) return { kind, obstacle: 'no-login' }
  if (isSame(about.saved)) return { kind, obstacle: null }
  return { kind, obstacle: about.live ? 'live' : 'unsaved' }
}
