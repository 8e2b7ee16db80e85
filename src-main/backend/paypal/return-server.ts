import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Language } from '#shared/preferences.ts'
import type { Log, RandomSource } from '../parts.ts'
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
  expect(wish: { readonly lifetimeMs: number; readonly language?: Language }): Promise<Expected>
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
  const giveUp = new AbortController()
  let listening: Promise<{ server: Server; origin: string }> | null = null

  const secret = (): string => Buffer.from(random.bytes(18)).toString('base64url')

  async function listen(): Promise<{ server: Server; origin: string }> {
    // On first use: as a module, node:http brings the whole of Node's fetch with it, which would be felt at every start.
    const { createServer } = await import('node:http')
    const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (request, response) => {
      answer(request, response, origin).catch(() => response.destroy())
    })
    return { server, origin }
  }

  async function stop(): Promise<void> {
    const stopping = listening
    listening = null
    const running = await stopping?.catch(() => null)
    if (!running) return
    running.server.close()
    running.server.closeIdleConnections()
  }

  async function answer(request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
    // Another name for this address is somebody else's page.
    if (`http://${request.headers.host ?? ''}` !== origin) return refuse(response, 421)
    if (request.method !== 'GET' && request.method !== 'POST') return refuse(response, 405)
    const url = new URL(request.url ?? '/', origin)
    const [, area, key = '', step] = url.pathname.split('/')
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
    const returned = await fieldsOf(request, url)
    if (!returned) return refuse(response, 413)
    expectation.settle(returned)
    send(expectation.end === 'cancelled' ? 'cancelled' : 'back')
  }

  return {
    async expect({ lifetimeMs, language }) {
      if (giveUp.signal.aborted) throw new Refusal('job.cancelled', {})
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
        wait: (signal) => firstOf(ended.promise, AbortSignal.any([signal, giveUp.signal])),
        close,
      }
    },

    async close() {
      giveUp.abort()
      for (const expectation of expected.values()) expectation.settle('expired')
      expected.clear()
      const running = await listening?.catch(() => null)
      running?.server.closeAllConnections()
      await stop()
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
async function fieldsOf(request: IncomingMessage, url: URL): Promise<Returned | undefined> {
  const fields = [...url.searchParams]
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > MAX_BODY_BYTES) return undefined
      chunks.push(chunk)
    }
    fields.push(...new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
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

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Cache-Control': 'no-store', Connection: 'close' })
  response.end()
}
