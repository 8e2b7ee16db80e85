import { isCheckoutMethod } from '#shared/contract/checkout-methods.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { CallIds } from '#shared/calls.ts'
import type { Answer } from '#backend/kernel/contract/contract-server.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { bearerOf, fitsDigest } from '#backend/kernel/loopback/bearer.ts'
import { readCall } from '#backend/kernel/loopback/call-body.ts'
import { drain, sendJson, sendRefusal, statusOf } from '#backend/kernel/loopback/json-answers.ts'
import type { BodyLimits } from '#backend/kernel/loopback/json-body.ts'
import {
  type Arrival,
  type LoopbackServer,
  type Rejection,
  refuse,
  serveLoopback,
} from '#backend/kernel/loopback/loopback-server.ts'

export interface CheckoutServerOptions {
  /** 0 for any free one. */
  readonly port: number
  readonly log: Log
  /** Of the token that is good now; null for none. */
  tokenDigest(): string | null
  /** The token was used. */
  onUse(): void
  call(method: string, input: unknown, ids: CallIds): Promise<Answer>
}

/** Calls of a shop are small. */
const LIMITS: BodyLimits = { bytes: 20_000, ms: 10_000 }
const NO_PAGE: Rejection = { status: 403, sentence: 'Only a program may call this, no page.' }
const NOTHING_HERE: Rejection = { status: 404, sentence: 'Only POST /api/call is served here.' }

/**
 * `POST /api/call` on 127.0.0.1, for the token of a shop and the few methods that it may call. Nothing else of the contract
 * is reached through here, whatever is asked; no page is served, and no page may ask.
 */
export const serveCheckout = (options: CheckoutServerOptions): Promise<LoopbackServer> =>
  serveLoopback({ port: options.port, log: options.log, requestMs: LIMITS.ms, names: ['localhost'] }, () => ({
    admit: ({ headers }) => (headers.origin === undefined ? null : NO_PAGE),
    answer: (arrival) => answer(options, arrival),
  }))

async function answer(options: CheckoutServerOptions, { request, response, target }: Arrival): Promise<void> {
  if (request.method !== 'POST' || target.path !== '/api/call') return refuse(response, NOTHING_HERE)
  try {
    const digest = options.tokenDigest()
    if (digest === null || !fitsDigest(bearerOf(request), digest)) throw new Refusal('session.unknown', {})
    options.onUse()
    const { method, input, requestId } = await readCall(request, LIMITS)
    if (!isCheckoutMethod(method)) throw new Refusal('method.unknown', { method })
    const answered = await options.call(method, input, { requestId })
    sendJson(response, answered.ok ? 200 : statusOf(answered.error.code), answered)
  } catch (error) {
    if (!isRefusal(error) && !response.destroyed) options.log.error('checkout.failed', describeError(error))
    sendRefusal(response, error)
    drain(request)
  }
}
