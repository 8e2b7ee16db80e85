import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { createBoundedMap } from '../bounded-map.ts'
import type { Ids } from '../ids.ts'
import { MINUTE } from '../simulator-dependencies.ts'
import type { Call } from '../server/http-messages.ts'

/** The merchant has a quarter of an hour from the request on. */
const LIFETIME = 15 * MINUTE

/** Who asks for a permission. */
export interface Application {
  readonly user: string
  readonly password: string
  readonly id: string
}

/** A permission that is asked for, and perhaps given. */
export interface PermissionRequest {
  readonly token: string
  readonly application: Application
  readonly scopes: readonly string[]
  readonly callback: URL
  readonly at: number
  state: 'open' | 'granted' | 'denied' | 'used'
  readonly verifier: string
}

export interface Grant {
  readonly token: string
  readonly secret: string
  readonly application: Application
  readonly scopes: readonly string[]
  withdrawn: boolean
}

export interface Grants {
  request(application: Application, scopes: readonly string[], callback: URL): PermissionRequest
  requestOf(token: string): PermissionRequest | null
  isExpired(request: PermissionRequest): boolean
  /** A grant for a request that the merchant has granted: once, with the right code, in time. */
  give(token: string, verifier: string, application: Application): Grant | null
  grantOf(token: string): Grant | null
  /** The merchant whose grant signed the call, and what it allows; null where the signature is none. */
  signedBy(
    authorization: string,
    call: Call,
  ): { readonly merchant: string; readonly scopes: readonly string[] } | 'withdrawn' | null
}

export function createGrants({ clock, ids, keep }: { clock: Clock; ids: Ids; keep: number }): Grants {
  const requests = createBoundedMap<PermissionRequest>(keep)
  const grants = createBoundedMap<Grant>(keep)
  const isExpired = (request: PermissionRequest): boolean => clock.now() - request.at >= LIFETIME

  return {
    request(application, scopes, callback) {
      const request: PermissionRequest = {
        token: `AAAAAAAA${ids.secret(12)}`,
        application,
        scopes,
        callback,
        at: clock.now(),
        state: 'open',
        verifier: ids.secret(22),
      }
      requests.set(request.token, request)
      return request
    },
    requestOf: (token) => requests.get(token) ?? null,
    isExpired,
    give(token, verifier, application) {
      const request = requests.get(token)
      if (!request || request.state !== 'granted' || isExpired(request)) return null
      if (request.verifier !== verifier || request.application.user !== application.user) return null
      request.state = 'used'
      const grant: Grant = {
        token: ids.secret(22),
        secret: ids.secret(27),
        application: request.application,
        scopes: request.scopes,
        withdrawn: false,
      }
      grants.set(grant.token, grant)
      return grant
    },
    grantOf: (token) => grants.get(token) ?? null,
    signedBy(authorization, call) {
      const parts = new Map(
        authorization.split(',').map((part) => {
          const at = part.indexOf('=')
          return [part.slice(0, at).trim(), part.slice(at + 1).trim()]
        }),
      )
      const grant = grants.get(parts.get('token') ?? '')
      if (!grant) return null
      const expected = signature(grant, call, parts.get('timestamp') ?? '')
      const given = Buffer.from(parts.get('signature') ?? '', 'base64')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      const { withdrawn, token, scopes } = grant
      return withdrawn ? 'withdrawn' : { merchant: `grant:${token}`, scopes }
    },
  }
}

/** PayPal's own OAuth 1.0 signature, written here on its own so that it checks the client's. */
function signature(grant: Grant, call: Call, at: string): Buffer {
  const query = [
    ['oauth_consumer_key', grant.application.user],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', at],
    ['oauth_token', grant.token],
    ['oauth_version', '1.0'],
  ]
  const joined = query.map((pair) => pair.join('=')).join('&')
  const base = [call.method, encoded(call.base + call.path), encoded(joined)].join('&')
  const key = `${encoded(grant.application.password)}&${encoded(grant.secret)}`
  return createHmac('sha1', key).update(base).digest()
}

/** Everything but letters, figures and `_`, as `%2e` in small letters; a space is `+`. */
const encoded = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const sign = String.fromCharCode(byte)
      if (/[A-Za-z0-9_]/.test(sign)) return sign
      return sign === ' ' ? '+' : `%${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
