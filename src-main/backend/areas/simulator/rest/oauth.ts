import { isWrong } from '../accounts.ts'
import { createBoundedMap } from '../bounded-map.ts'
import { HOUR } from '../simulator-dependencies.ts'
import { type Answer, type Asked, type Call, type Service, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { json } from './json-answer.ts'

const LIFETIME = 9 * HOUR

/** Who has an access token, so who the merchant of a call is. */
export interface AccessTokens {
  service: Service
  /** The client of the call's access token, or what to answer. */
  clientOf(call: Call): { readonly client: string } | { readonly refused: Answer }
}

export function createAccessTokens({ clock, ids, keep }: Tools): AccessTokens {
  const tokens = createBoundedMap<{ client: string; until: number }>(keep)

  function issue(call: Call): Answer {
    const client = basicClient(call.headers['authorization'])
    if (client === null) return clientRefused()
    if (new URLSearchParams(textOf(call.body)).get('grant_type') !== 'client_credentials')
      return json(400, { error: 'unsupported_grant_type', error_description: 'unsupported grant_type' })
    const token = `A21AA${ids.secret(64)}`
    tokens.set(token, { client, until: clock.now() + LIFETIME })
    return json(200, {
      scope: 'https://uri.paypal.com/services/payments/payment/authcapture',
      access_token: token,
      token_type: 'Bearer',
      app_id: 'APP-80W284485P519543T',
      expires_in: LIFETIME / 1000,
      nonce: `${new Date(clock.now()).toISOString()}${ids.secret(16)}`,
    })
  }

  return {
    service(call) {
      if (call.path !== '/v1/oauth2/token' || call.method !== 'POST') return null
      return {
        protocol: 'rest',
        operation: 'token',
        answer: () => issue(call),
        hold: () => issue(call),
        refuse: clientRefused,
      } satisfies Asked
    },
    clientOf({ headers }) {
      const token = /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1] ?? ''
      const found = tokens.get(token)
      if (found && clock.now() < found.until) return { client: found.client }
      const error_description = 'Token signature verification failed'
      return { refused: json(401, { error: 'invalid_token', error_description }) }
    },
  }
}

const clientRefused = (): Answer =>
  json(401, { error: 'invalid_client', error_description: 'Client Authentication failed' })

/** The client's identity, or null where identity or secret is missing or wrong. */
function basicClient(authorization = ''): string | null {
  const encoded = /^Basic (\S+)$/.exec(authorization)?.[1] ?? ''
  const [client = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':')
  const secret = rest.join(':')
  return !client || !secret || isWrong(client) || isWrong(secret) ? null : client
}
