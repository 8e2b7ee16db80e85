import { setTimeout as after } from 'node:timers/promises'
import type * as Undici from 'undici'
import type { buildConnector as BuildConnector, Dispatcher } from 'undici'
import { failureOf, type ConnectionState } from './failure.ts'
import { isLoopback } from '#backend/kernel/loopback/is-loopback.ts'
import {
  type HttpAnswer,
  type HttpPort,
  type HttpRequest,
  type HttpResult,
  MAX_ANSWER_BYTES,
} from './http-port.ts'

type Connector = BuildConnector.connector

export interface HttpPortOptions {
  /** The address of the proxy that the system wants for a host, `http://proxy.example:8080`, or null. Loopback is never asked about. */
  readonly proxyFor: (url: URL) => Promise<string | null>
  /** A certificate authority to trust in place of the built-in ones (PEM). */
  readonly authority?: string
  /** How time passes between two tries; the system's timer where it is left out. */
  readonly pause?: Pause
}

/** Waits, or until the signal says that nothing more is sent. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

const systemPause: Pause = (ms, signal) => after(ms, undefined, { signal }).catch(() => undefined)

/** TLS as it must be, whatever the process's environment says. */
const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2', allowH2: false } as const

/**
 * The port over undici. Each request has a connection of its own, which is closed after it: no request can land on a
 * connection that the other side has just closed, so what failed before the connection was open was certainly not sent.
 */
export function createHttpPort({ proxyFor, authority, pause = systemPause }: HttpPortOptions): HttpPort {
  const open = new Set<Dispatcher>()
  const closing = new AbortController()
  const tls = { ...TLS, ...(authority !== undefined && { ca: authority }) }

  async function send(request: HttpRequest): Promise<HttpResult> {
    refuseInsecure(request.url)
    if (closing.signal.aborted) return { failure: { code: 'connection-lost', sent: false } }
    const signal = AbortSignal.timeout(request.timeoutMs)
    // Loaded when something is sent, so that the backend starts no slower for it.
    const undici = await import('undici')
    const state = { connected: false, viaProxy: false }
    let dispatcher: Dispatcher | undefined
    try {
      const asked = isLoopback(request.url.hostname) ? null : proxyFor(request.url).catch(() => null)
      const proxy = await Promise.race([asked, end(signal)])
      state.viaProxy = proxy !== null
      dispatcher = dispatcherFor(undici, request.url, proxy, tls, state)
      open.add(dispatcher)
      return await answerOf(dispatcher, request, signal)
    } catch (error) {
      return { failure: failureOf(error, { ...state, timedOut: signal.aborted }) }
    } finally {
      if (dispatcher) {
        open.delete(dispatcher)
        await dispatcher.destroy()
      }
    }
  }

  return {
    send,
    pause: (ms) => pause(ms, closing.signal),
    close: async () => {
      closing.abort()
      await Promise.all([...open].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** Rejects when the signal ends; whoever asks the system for its proxy waits no longer than for PayPal. */
const end = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

function refuseInsecure(url: URL): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new Error('plain HTTP is for loopback only')
  }
}

function dispatcherFor(
  { Client, ProxyAgent, buildConnector }: typeof Undici,
  { origin }: URL,
  proxy: string | null,
  tls: BuildConnector.BuildOptions,
  state: Pick<ConnectionState, 'connected'>,
): Dispatcher {
  // One time limit for all, the request's own.
  const limits = { headersTimeout: 0, bodyTimeout: 0, maxResponseSize: MAX_ANSWER_BYTES, allowH2: false }
  const direct = { ...tls, timeout: 0 }
  if (proxy === null) {
    return new Client(origin, { ...limits, connect: watched(buildConnector(direct), state) })
  }
  return new ProxyAgent({
    ...limits,
    uri: proxy,
    requestTls: direct,
    proxyTls: direct,
    // ProxyAgent hands over its connector: one that ends when the tunnel and the TLS inside it are established.
    factory: (to, options: Record<string, unknown> & { connect?: Connector }) =>
      new Client(to, { ...options, ...(options.connect && { connect: watched(options.connect, state) }) }),
  })
}

const watched =
  (connect: Connector, state: { connected: boolean }): Connector =>
  (options, callback) =>
    connect(options, (...ended: Parameters<typeof callback>) => {
      if (ended[0] === null) state.connected = true
      callback(...ended)
    })

async function answerOf(
  dispatcher: Dispatcher,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpResult> {
  const { url, method, headers, body } = request
  const { origin, pathname, search } = url
  const answer = await dispatcher.request({
    origin,
    path: pathname + search,
    method,
    headers,
    body: body ?? null,
    signal,
    reset: true,
  })
  const bytes = await answer.body.bytes()
  const whole: HttpAnswer = { status: answer.statusCode, headers: flat(answer.headers), body: bytes }
  return endIsMarked(whole) ? { answer: whole } : { failure: { code: 'malformed-answer', sent: true } }
}

/** Without a length or chunks, half an answer looks like a whole one: it cannot be believed. */
const endIsMarked = ({ status, headers }: HttpAnswer): boolean =>
  status === 204 ||
  headers['content-length'] !== undefined ||
  /\bchunked\b/i.test(headers['transfer-encoding'] ?? '')

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
