import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Port } from '#backend/process/channel.ts'
import type { Supervisor } from '#backend/process/supervisor.ts'
import type { Log } from '#backend/parts.ts'
import { describeError } from '#backend/process/log-file.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { readPageFile } from '../hosts/page-files.ts'
import { addressOf, sendJson, sendRefusal, sendText } from './answers.ts'
import { createBackendClient } from './backend-client.ts'
import { contractSchema } from './contract-schema.ts'
import { createEventStream } from './event-stream.ts'
import { getFile, postFile } from './file-routes.ts'
import { type BodyLimits, CALL_LIMITS, readJson } from './json-body.ts'
import { createSession, type Session } from './session.ts'
import type { Transfers } from './transfers.ts'

export interface ServerOptions {
  backend: Supervisor<Port>
  transfers: Transfers
  pageFolder: string
  log: Log
  /** 0 for any free one. */
  port: number
  bodyLimits?: BodyLimits
}

export interface BrowserServer {
  /** With the token: for the person's eyes and browser only. */
  readonly url: string
  readonly origin: string
  readonly token: string
  close(): Promise<void>
}

/** Longer than the largest upload takes on this machine's own network. */
const REQUEST_MS = 300_000
const HEADERS_MS = 10_000
const DRAIN_MS = 20_000
const callSchema = z.object({ method: z.string().max(100), input: z.unknown() })

const refusals = {
  'wrong-host': [421, 'This address is not served here.'],
  'wrong-origin': [403, 'Only the application’s own page may ask this.'],
  'no-session': [401, 'Open the application with the address that it printed when it started.'],
} as const

/** Serves the page and the contract on 127.0.0.1, to whoever has this start's token. */
export async function serveBrowser(options: ServerOptions): Promise<BrowserServer> {
  const { backend, transfers, pageFolder, log, bodyLimits = CALL_LIMITS } = options
  const events = createEventStream()
  const client = createBackendClient(backend, events)
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS })
  await listen(server, options.port)
  const { port } = server.address() as { port: number }
  const session = createSession(port)
  const contract = JSON.stringify(contractSchema())

  async function call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = callSchema.safeParse(await readJson(request, bodyLimits))
    if (!asked.success)
      throw new Refusal('input.invalid', { issues: [{ path: 'method', message: 'Give method and input.' }] })
    sendJson(response, 200, { ok: true, output: await client.call(asked.data.method, asked.data.input) })
  }

  async function api(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = addressOf(request)
    const token = /^\/api\/files\/([\w-]+)$/.exec(pathname)?.[1]
    const route = `${request.method} ${token === undefined ? pathname : '/api/files/TOKEN'}`
    switch (route) {
      case 'POST /api/call':
        return call(request, response)
      case 'POST /api/files':
        return postFile(transfers, request, response)
      case 'GET /api/files/TOKEN':
        return getFile(transfers, token ?? '', response)
      case 'GET /api/contract':
        response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(contract)
        return
      case 'GET /api/events': {
        const after = request.headers['last-event-id'] ?? searchParams.get('after')
        return events.open(response, backend.state, after === null ? null : Number(after))
      }
      case 'POST /api/backend/retry':
        backend.retry()
        return sendJson(response, 200, { ok: true, output: null })
      default:
        sendText(response, 404, 'There is nothing at this address.')
    }
  }

  server.on('request', (request, response) => {
    const { pathname } = addressOf(request)
    if (tradesToken(session, request, response)) return
    const judgement = session.judge(request)
    if (judgement !== 'allowed') {
      const [status, sentence] = refusals[judgement]
      return sendText(response, status, sentence)
    }
    const work = pathname.startsWith('/api/')
      ? api(request, response)
      : page(pageFolder, pathname, request, response)
    work.catch((error: unknown) => {
      if (!isRefusal(error) && !response.destroyed) log.error('http.failed', describeError(error))
      sendRefusal(response, error)
      drain(request)
    })
  })

  const origin = `http://127.0.0.1:${port}`
  return {
    url: `${origin}/?token=${session.token}`,
    origin,
    token: session.token,
    close: () =>
      new Promise((resolve) => {
        events.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Reads away what is left of a body that was refused, so that the answer reaches whoever still sends; not for ever. */
function drain(request: IncomingMessage): void {
  if (request.complete) return
  const enough = setTimeout(() => request.destroy(), DRAIN_MS)
  request.on('close', () => clearTimeout(enough))
  request.resume()
}

/** The printed address: its token becomes a cookie, and leaves the address bar. */
function tradesToken(session: Session, request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname, searchParams } = addressOf(request)
  const given = searchParams.get('token')
  if (request.method !== 'GET' || pathname !== '/' || given === null) return false
  if (!session.judgeHost(request) || !session.hasToken(given)) return false
  response.writeHead(303, {
    Location: '/',
    'Set-Cookie': session.cookie,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  })
  response.end()
  return true
}

/** Other tabs have no hold on ours. A desktop window has none beside it, and would only be given a second process. */
const ALONE = { 'Cross-Origin-Opener-Policy': 'same-origin' } as const

async function page(
  folder: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendText(response, 405, 'Only to be read.')
  const { status, headers, body } = await readPageFile(folder, path)
  response.writeHead(status, { ...headers, ...ALONE })
  response.end(request.method === 'HEAD' ? undefined : body)
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
