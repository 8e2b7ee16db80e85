import { z } from 'zod'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { ask } from '../http/send-request.ts'
import type { HttpPort } from '../http/http-port.ts'
import { pairsOf, readRest, restRefusal, saysComeAgain } from './rest-answer.ts'
import type { RestAccount, RestHosts } from './rest-types.ts'

const WAIT_MS = 30_000
/** A token is renewed this much before it ends, so that none ends on its way. */
const EARLY_MS = 60_000

const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,4096}$/),
  token_type: z.literal('Bearer'),
  expires_in: z.number().positive(),
  app_id: z.string().optional(),
})

export interface AccessTokens {
  /** The token in hand, or a new one. */
  current(): Promise<Outcome<string>>
  /** A new one. */
  renew(): Promise<Outcome<string>>
}

/** Access tokens of an account (OAuth 2.0 client credentials), kept in memory while they last. */
export function accessTokens(
  { api }: RestHosts,
  { clientId, clientSecret }: RestAccount,
  port: HttpPort,
  clock: Clock,
): AccessTokens {
  let kept: { token: string; until: number } | null = null

  async function renew(): Promise<Outcome<string>> {
    kept = null
    const request = {
      method: 'POST',
      url: new URL('v1/oauth2/token', api),
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
      timeoutMs: WAIT_MS,
    } as const
    const asked = await ask(port, request, { read: readRest, repeatable: true, comeAgain: saysComeAgain })
    // A token moves no money, so a lost answer leaves nothing open.
    if ('failure' in asked) return { kind: 'not-sent', code: asked.failure.code }
    const refusal = restRefusal(asked.answer, [clientSecret], { moves: false })
    if (refusal) return refusal.kind === 'unknown' ? { ...refusal, kind: 'not-sent' } : refusal
    const parsed = tokenSchema.safeParse(asked.answer.json)
    if (!parsed.success) return { kind: 'not-sent', code: 'malformed-answer' }
    const { access_token: token, expires_in, app_id } = parsed.data
    kept = { token, until: clock.now() + expires_in * 1000 - EARLY_MS }
    return { kind: 'done', done: token, pairs: pairsOf({ status: '200', app_id }, [clientSecret]) }
  }

  return {
    renew,
    current: async () =>
      kept && clock.now() < kept.until ? { kind: 'done', done: kept.token, pairs: [] } : renew(),
  }
}
