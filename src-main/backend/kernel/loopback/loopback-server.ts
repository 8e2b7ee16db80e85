import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../dependencies.ts'
import { guarded } from '../guarded.ts'
import { safetyHeaders } from './safety-headers.ts'
import { readTarget, type Target } from './target.ts'

export type { IncomingMessage, ServerResponse } from 'node:http'

/** A request whose Host is ours, and whose target could be read. */
export interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly target: Target
  /** The address it was called by, without a slash at the end. */
  readonly base: string
}

export interface Rejection {
  readonly status: number
  readonly sentence: string
}

export interface LoopbackHandler {
  /** Looks at the headers before the target is read: a refusal, or null. */
  admit?(request: IncomingMessage): Rejection | null
  /** May throw and reject: it is logged, and answered with 500. */
  answer(arrival: Arrival): unknown
}

export interface LoopbackOptions {
  /** 0 for any free one. */
  readonly port: number
  readonly log: Log
  /** From the first byte of a request to the last of its body. */
  readonly requestMs: number
  /** Names that it may be called by besides 127.0.0.1. */
  readonly names?: readonly string[]
}

export interface LoopbackServer {
  readonly port: number
  readonly origin: string
  /** Takes no more requests; those under way are answered. */
  stop(): void
  /** Ends every connection. */
  close(): Promise<void>
}

const HEADERS_MS = 10_000
/** How often it is looked whether a request takes too long. */
const CHECK_MS = 5000
/** Far more than a browser opens; below what a process may have open. */
const MAX_CONNECTIONS = 400

/**
 * A server on 127.0.0.1, the same for everything of ours that serves HTTP. Host is checked first, then what the handler
 * admits, and only then is the target read; nothing that arrives, and no handler that fails, ends the process. Requests
 * that are no HTTP, or too slow, are answered by Node itself (400, 408, 431).
 */
export async function serveLoopback(
  { port: wanted, log, requestMs, names = [] }: LoopbackOptions,
  handlerFor: (port: number) => LoopbackHandler,
): Promise<LoopbackServer> {
  // On first use: as a module, node:http brings the whole of Node's fetch with it, which would be felt at every start.
  const { createServer } = await import('node:http')
  const server = createServer({
    requestTimeout: requestMs,
    headersTimeout: Math.min(HEADERS_MS, requestMs),
    connectionsCheckingInterval: CHECK_MS,
  })
  server.maxConnections = MAX_CONNECTIONS
  await listen(server, wanted)
  const { port } = server.address() as AddressInfo
  const hosts = ['127.0.0.1', ...names].map((name) => `${name}:${port}`)
  const handler = handlerFor(port)
  // A connection that cannot be accepted, for want of file descriptors for example.
  server.on('error', () => log.warn('http.not-accepted'))
  server.on(
    'request',
    guarded(log, 'http.failed', (request, response) => receive(request, response, hosts, handler)),
  )
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    stop() {
      server.close()
      server.closeIdleConnections()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  hosts: readonly string[],
  { admit, answer }: LoopbackHandler,
): Promise<void> {
  // A connection that ends early is no failure, and an 'error' that nobody listens to is thrown.
  request.on('error', () => undefined)
  response.on('error', () => undefined)
  const { host } = request.headers
  if (host === undefined || !hosts.includes(host)) return refuse(response, WRONG_HOST)
  // A service worker would read whatever is asked of this server afterwards, by whomever it is served then.
  if (request.headers['service-worker'] !== undefined) return refuse(response, NO_WORKER)
  const rejection = admit?.(request)
  if (rejection) return refuse(response, rejection)
  const target = readTarget(request.url)
  if (!target) return refuse(response, NO_TARGET)
  try {
    await answer({ request, response, target, base: `http://${host}` })
  } catch (error) {
    if (response.destroyed) return
    if (response.headersSent) response.destroy()
    else refuse(response, FAILED)
    throw error
  }
}

const WRONG_HOST = { status: 421, sentence: 'This address is not served here.' }
const NO_WORKER = { status: 403, sentence: 'No service worker is served here.' }
const NO_TARGET = { status: 400, sentence: 'The address is malformed.' }
const FAILED = { status: 500, sentence: 'This could not be answered.' }

/** Answers with a sentence as plain text. */
export function refuse(response: ServerResponse, { status, sentence }: Rejection): void {
  const body = `${sentence}\n`
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...safetyHeaders,
  })
  response.end(body)
}

/**
 * The request's body, or null where it is more than `limit`; the rest is then read away, so that the answer arrives.
 * @throws where the connection ends before the body does
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limit) {
      request.resume()
      return null
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
