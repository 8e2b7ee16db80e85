import { Refusal } from '#shared/contract/refusal.ts'
import type { Language } from '#shared/preferences.ts'
import {
  type Arrival,
  type IncomingMessage,
  type LoopbackServer,
  readBody,
  refuse,
  type Rejection,
  serveLoopback,
  type ServerResponse,
} from '#backend/kernel/loopback/loopback-server.ts'
import type { Log, RandomSource } from '#backend/kernel/dependencies.ts'
import type { Returned } from './gateway/gateway.ts'
import { languageOf, policyOf, type ReturnPage, returnPage, type StartForm } from './return-pages.ts'

/** `cancelled`: the person turned back at PayPal. `expired`: nobody came in time. */
export type ReturnEnd = Returned | 'cancelled' | 'expired'

/** Somebody who was sent to PayPal, and is expected back. */
export interface Expected {
  readonly returnUrl: string
  readonly cancelUrl: string
  /** An address of ours that posts `form` to PayPal, for pages that a plain address does not open. */
  start(form: StartForm): string
  /**
   * How it ended; the first return counts. May be asked again after it was given up.
   * @throws Refusal 'job.cancelled' once `signal` is aborted, or the server is closed
   */
  wait(signal: AbortSignal): Promise<ReturnEnd>
  /** Expects them no more. */
  close(): void
}

export interface ReturnServer {
  expect(input: { readonly lifetimeMs: number; readonly language?: Language }): Promise<Expected>
  close(): Promise<void>
}

/** Far more than PayPal sends back. */
const MAX_BODY_BYTES = 64 * 1024
const MAX_FIELDS = 200
const REQUEST_MS = 10_000

interface Expectation {
  readonly language: Language | undefined
  form: StartForm | null
  end: ReturnEnd | null
  settle(end: ReturnEnd): void
}

/**
 * Where browsers come back to from PayPal: a server on loopback that listens only while somebody is expected. Each
 * return has an address of its own that cannot be guessed. What comes back is handed on, never shown or logged.
 */
export function createReturnServer({ random, log }: { random: RandomSource; log: Log }): ReturnServer {
  const expected = new Map<string, Expectation>()
  const closing = new AbortController()
  let listening: Promise<LoopbackServer> | null = null

  const secret = (): string => Buffer.from(random.bytes(18)).toString('base64url')

  const listen = (): Promise<LoopbackServer> =>
    serveLoopback({ port: 0, log, requestMs: REQUEST_MS }, () => ({ answer }))

  async function stop(): Promise<void> {
    const stopping = listening
    listening = null
    const running = await stopping?.catch(() => null)
    running?.stop()
  }

  async function answer({ request, response, target }: Arrival): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'POST') return refuseAndEnd(response, OTHER_METHOD)
    const [, area, key = '', step] = target.path.split('/')
    const expectation = area === 'paypal' ? expected.get(key) : undefined
    const language = expectation?.language ?? languageOf(request.headers['accept-language'])
    const send = (page: ReturnPage, form: StartForm | null = null) =>
      sendPage(response, page, language, secret(), form)
    if (!expectation) return send('gone')
    if (step === 'start' && expectation.form && !expectation.end) return send('start', expectation.form)
    if (step === 'cancel') {
      expectation.settle('cancelled')
      return send(expectation.end === 'cancelled' ? 'cancelled' : 'back')
    }
    if (step !== 'return') return send('gone')
    const returned = await fieldsOf(request, target.query)
    if (!returned) return refuseAndEnd(response, TOO_LARGE)
    expectation.settle(returned)
    send(expectation.end === 'cancelled' ? 'cancelled' : 'back')
  }

  return {
    async expect({ lifetimeMs, language }) {
      if (closing.signal.aborted) throw new Refusal('job.cancelled', {})
      const key = secret()
      const ended = Promise.withResolvers<ReturnEnd>()
      const timer = setTimeout(() => expectation.settle('expired'), lifetimeMs)
      const expectation: Expectation = {
        language,
        form: null,
        end: null,
        settle(end) {
          clearTimeout(timer)
          this.end ??= end
          ended.resolve(this.end)
        },
      }
      const close = () => {
        clearTimeout(timer)
        expected.delete(key)
        if (expected.size === 0) void stop()
      }
      // Before there is an address, so that the server stays while it is made.
      expected.set(key, expectation)
      listening ??= listen()
      const { origin } = await listening.catch((error: unknown) => {
        listening = null
        close()
        log.error('return-server.not-listening')
        throw error
      })
      const address = (step: string) => `${origin}/paypal/${key}/${step}`
      return {
        returnUrl: address('return'),
        cancelUrl: address('cancel'),
        start(form) {
          expectation.form = form
          return address('start')
        },
        wait: (signal) => firstOf(ended.promise, AbortSignal.any([signal, closing.signal])),
        close,
      }
    },

    async close() {
      closing.abort()
      for (const expectation of expected.values()) expectation.settle('expired')
      expected.clear()
      const running = await listening?.catch(() => null)
      listening = null
      await running?.close()
    },
  }
}

async function firstOf<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const given = Promise.withResolvers<never>()
  const stop = () => given.reject(new Refusal('job.cancelled', {}))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    return await Promise.race([given.promise, work])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** What came back, the last of a repeated name; undefined where it is more than PayPal would send. */
async function fieldsOf(request: IncomingMessage, query: URLSearchParams): Promise<Returned | undefined> {
  const fields = [...query]
  if (request.method === 'POST') {
    const body = await readBody(request, MAX_BODY_BYTES)
    if (!body) return undefined
    fields.push(...new URLSearchParams(body.toString('utf8')))
  }
  return fields.length > MAX_FIELDS ? undefined : Object.fromEntries(fields)
}

function sendPage(
  response: ServerResponse,
  page: ReturnPage,
  language: Language,
  nonce: string,
  form: StartForm | null,
): void {
  response.writeHead(page === 'gone' ? 410 : 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policyOf(nonce, form),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    Connection: 'close',
  })
  response.end(returnPage(page, language, nonce, form))
}

const OTHER_METHOD: Rejection = { status: 405, sentence: 'PayPal does not come back in this way.' }
const TOO_LARGE: Rejection = { status: 413, sentence: 'This is more than PayPal sends.' }

/** The server may have nobody left to wait for: it must not be held open by a connection. */
function refuseAndEnd(response: ServerResponse, rejection: Rejection): void {
  response.setHeader('Connection', 'close')
  refuse(response, rejection)
}
