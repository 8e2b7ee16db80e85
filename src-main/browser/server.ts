import type { z } from 'zod'
import { readCall } from '#backend/kernel/loopback/call-body.ts'
import { drain, sendJson, sendJsonText, sendRefusal } from '#backend/kernel/loopback/json-answers.ts'
import { type BodyLimits, CALL_LIMITS } from '#backend/kernel/loopback/json-body.ts'
import {
  type Arrival,
  type IncomingMessage,
  refuse,
  type Rejection,
  serveLoopback,
  type ServerResponse,
} from '#backend/kernel/loopback/loopback-server.ts'
import type { Port } from '#backend/app/process/channel.ts'
import type { After, Supervisor } from '#backend/app/process/supervisor.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { clientIdSchema, pageIdSchema } from '#shared/wire.ts'
import { systemAfter } from '../hosts/clock.ts'
import type { ReadPage } from '../hosts/page-files.ts'
import type { TemporaryFiles } from '../hosts/temporary-files.ts'
import { contractSchema } from './contract-schema.ts'
import { createEventStream } from './event-stream.ts'
import { deleteFile, getFile, postFile } from './file-routes.ts'
import { createPageClients } from './page-clients.ts'
import { newStartId, type SessionSecrets } from './secrets.ts'
import type { Session } from './session.ts'
import { createSignIn } from './session-routes.ts'
import { ALONE } from '../hosts/content-policy.ts'
import type { Transfers } from './transfers.ts'

export interface ServerOptions {
  backend: Supervisor<Port>
  transfers: Transfers
  readPage: ReadPage
  secrets: SessionSecrets
  temporary: Pick<TemporaryFiles, 'place'>
  log: Log
  /** 0 for any free one. */
  port: number
  bodyLimits?: BodyLimits
  after?: After
}

export interface BrowserServer {
  readonly origin: string
  readonly port: number
  /** With a code that works once: for the person's eyes and browser only. */
  newAddress(): string
  /** A file that leads the browser to another such address. */
  newOpening(): Promise<string>
  close(): Promise<void>
}

/** Longer than the largest upload takes on this machine's own network. */
const REQUEST_MS = 300_000

const WRONG_ORIGIN: Rejection = {
  status: 403,
  sentence: 'Only the application’s own page may ask this.',
}
const NO_SESSION: Rejection = {
  status: 401,
  sentence: 'Open the application with an address that it prints: npm start -- --browser',
}
const NOTHING_HERE: Rejection = { status: 404, sentence: 'There is nothing at this address.' }
const ONLY_READ: Rejection = { status: 405, sentence: 'Only to be read.' }

/** Serves the page and the contract on 127.0.0.1, to whoever has a session of this start. */
export async function serveBrowser(options: ServerOptions): Promise<BrowserServer> {
  const { backend, transfers, readPage, log, bodyLimits = CALL_LIMITS, after = systemAfter } = options
  const start = newStartId()
  const signIn = createSignIn(options.secrets, options.temporary, after)
  const events = createEventStream(start)
  const clients = createPageClients({
    backend,
    after,
    log,
    ...events,
    gone: guarded(log, 'transfers.failed', (page) => transfers.gone(page)),
  })
  const contract = JSON.stringify(contractSchema())

  async function call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, input, requestId } = await readCall(request, bodyLimits)
    const page = pageOf(request.headers['page-id'])
    const clientId = clientOf(request.headers['client-id'])
    transfers.named(input, page)
    const output = await clients.use(page, (client) => client.call(method, input, { requestId, clientId }))
    sendJson(response, 200, { ok: true, output })
  }

  async function api(session: Session, arrival: Arrival): Promise<void> {
    const {
      request,
      response,
      target: { path, query },
    } = arrival
    const file = /^\/api\/files\/([\w-]+)$/.exec(path)?.[1]
    const route = `${request.method} ${file === undefined ? path : '/api/files/TOKEN'}`
    switch (route) {
      case 'POST /api/call':
        return call(request, response)
      case 'POST /api/files': {
        const page = pageOf(request.headers['page-id'])
        return clients.use(page, () => postFile(transfers, query, page, request, response))
      }
      case 'GET /api/files/TOKEN':
        return getFile(transfers, file ?? '', response)
      case 'DELETE /api/files/TOKEN':
        return deleteFile(transfers, file ?? '', pageOf(request.headers['page-id']), response)
      case 'GET /api/contract':
        return sendJsonText(response, 200, contract)
      case 'GET /api/events': {
        const [last] = [request.headers['last-event-id'] ?? query.get('after')].flat()
        response.on('close', clients.listen(pageOf(query.get('page'))))
        return events.open(response, backend.state, last ?? null)
      }
      case 'POST /api/address':
        return signIn.sendAddress(session, arrival, bodyLimits)
      case 'POST /api/once':
        return signIn.sendTicket(arrival)
      case 'GET /api/session':
        return sendJson(response, 200, { ok: true, output: { start } })
      case 'POST /api/page/hidden':
      case 'POST /api/page/left': {
        const page = pageOf(query.get('page'))
        if (page !== null) clients.stops(page, path.endsWith('hidden') ? 'hidden' : 'left')
        return sendJson(response, 200, { ok: true, output: null })
      }
      case 'POST /api/backend/retry':
        backend.retry()
        return sendJson(response, 200, { ok: true, output: null })
      default:
        refuse(response, NOTHING_HERE)
    }
  }

  async function answer(session: Session, arrival: Arrival): Promise<void> {
    const { request, response, target } = arrival
    if (await signIn.answersTab(session, arrival)) return
    const access = session.checkAccess(request, target)
    if (access === 'wrong-origin') return refuse(response, WRONG_ORIGIN)
    if (access === 'no-session') return refuseSession(arrival)
    try {
      await (target.path.startsWith('/api/') ? api(session, arrival) : page(readPage, arrival))
    } catch (error) {
      if (!isRefusal(error) && !response.destroyed) log.error('http.failed', describeError(error))
      sendRefusal(response, error)
      drain(request)
    }
  }

  const server = await serveLoopback(
    { port: options.port, log, requestMs: REQUEST_MS, names: ['localhost'] },
    (port) => {
      const session = signIn.session(port)
      return {
        admit: (request) => (session.isForeign(request) ? WRONG_ORIGIN : null),
        answer: (arrival) => answer(session, arrival),
      }
    },
  )
  return {
    origin: server.origin,
    port: server.port,
    newAddress: () => signIn.newAddress(server.origin),
    newOpening: async () => (await signIn.newOpening(server.origin)).path,
    close() {
      events.close()
      return server.close()
    },
  }
}

/** The page that asks, by the id that it chose; null for one that chose none, and for scripts. @throws Refusal 'input.invalid' */
const pageOf = (given: unknown): string | null => idOf('page', pageIdSchema, given) ?? null
/** The window whose page asks; undefined for a script. @throws Refusal 'input.invalid' */
const clientOf = (given: unknown): string | undefined => idOf('client', clientIdSchema, given)

function idOf(path: string, schema: z.ZodType<string>, given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined
  const id = schema.safeParse(given)
  if (id.success) return id.data
  throw new Refusal('input.invalid', {
    issues: [{ path, message: '8 to 64 letters, digits, - and _.' }],
  })
}

/** To a script as an error of the contract, to a person as a page. */
async function refuseSession(arrival: Arrival): Promise<void> {
  const { request, response, target } = arrival
  if (target.path.startsWith('/api/')) {
    sendRefusal(response, new Refusal('session.unknown', {}))
    return drain(request)
  }
  if (!request.headers.accept?.includes('text/html')) return refuse(response, NO_SESSION)
  const { sendNoSession } = await import('./session-pages.ts')
  sendNoSession(arrival)
}

async function page(readPage: ReadPage, { request, response, target }: Arrival): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, ONLY_READ)
  const { status, headers, body } = await readPage(target.path, target.search)
  response.writeHead(status, { ...headers, ...ALONE })
  response.end(request.method === 'HEAD' ? undefined : body)
}
