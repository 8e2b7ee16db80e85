import type { Clock } from '#backend/kernel/dependencies.ts'
import { createBoundedMap } from '../bounded-map.ts'
import { MINUTE } from '../simulator-dependencies.ts'
import type { Fields } from './result-answer.ts'

/** A secure token is good for one payment within 30 minutes. */
const LIFETIME = 30 * MINUTE

export interface SecureToken {
  readonly id: string
  readonly at: number
  /** The call that it was made by, without the password: what the card page pays with it. */
  readonly fields: Fields
  /** PNREF of the payment that used it. */
  used: string | null
}

export interface SecureTokens {
  add(token: string, fields: Fields): void
  /** Null where there is none, the identity does not belong to it, or it has expired. A used one is given. */
  get(token: string, id: string): SecureToken | null
  isKnown(vendor: string, id: string): boolean
  paidWith(vendor: string, token: string): string | undefined
}

export function createSecureTokens({ clock, keep }: { clock: Clock; keep: number }): SecureTokens {
  const tokens = createBoundedMap<SecureToken>(keep)
  const identities = createBoundedMap<true>(keep)
  const identity = (vendor: string, id: string): string => `${vendor}\n${id}`
  const vendorOf = (fields: Fields): string => fields.get('VENDOR') ?? ''

  return {
    add(token, all) {
      const fields = new Map(all)
      fields.delete('PWD')
      const id = fields.get('SECURETOKENID') ?? ''
      tokens.set(token, { id, at: clock.now(), fields, used: null })
      identities.set(identity(vendorOf(fields), id), true)
    },
    get(token, id) {
      const found = tokens.get(token)
      if (!found || found.id !== id) return null
      return found.used === null && clock.now() - found.at >= LIFETIME ? null : found
    },
    isKnown: (vendor, id) => identities.get(identity(vendor, id)) !== undefined,
    paidWith(vendor, token) {
      const found = tokens.get(token)
      return found && vendorOf(found.fields) === vendor ? (found.used ?? undefined) : undefined
    },
  }
}
