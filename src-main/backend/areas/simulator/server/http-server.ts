import {
  type Arrival,
  type LoopbackServer,
  readBody,
  refuse,
  type Rejection,
  serveLoopback,
} from '#backend/kernel/loopback/loopback-server.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { FaultSource } from '../faults.ts'
import type { After } from '../simulator-dependencies.ts'
import { type Call, isForeign, type Pages, plain, type Service } from './http-messages.ts'
import { send, sendFaulty } from './send.ts'

/** No request of PayPal's protocols comes near it. */
const MAX_BODY_BYTES = 256 * 1024
const REQUEST_MS = 60_000
const FOREIGN: Rejection = { status: 403, sentence: 'Only programs may call this.' }

export interface HttpServer {
  listen(port: number): Promise<{ url: string }>
  close(): Promise<void>
}

export interface HttpServerDependencies {
  readonly services: readonly Service[]
  readonly pages: Pages
  readonly faults: FaultSource
  readonly after: After
  readonly log: Log
}

/** Listens on this machine only, and answers nobody who calls it by another name. */
export function createHttpServer({
  services,
  pages,
  faults,
  after,
  log,
}: HttpServerDependencies): HttpServer {
  let server: LoopbackServer | null = null

  async function answer(arrival: Arrival): Promise<void> {
    const { request, response } = arrival
    const body = await readBody(request, MAX_BODY_BYTES)
    if (body === null) return refuse(response, { status: 413, sentence: 'The request is too large.' })
    const call = callOf(arrival, body)
    const asked = services.map((service) => service(call)).find((found) => found !== null)
    if (!asked) return send(response, pages(call) ?? plain(404, 'There is nothing here.'))
    if (isForeign(call)) return refuse(response, FOREIGN)
    const fault = faults.take(asked)
    if (fault) sendFaulty(response, asked, fault, after)
    else send(response, asked.answer())
  }

  return {
    async listen(port) {
      server = await serveLoopback({ port, log, requestMs: REQUEST_MS, names: ['localhost'] }, () => ({
        answer,
      }))
      return { url: server.origin }
    },
    async close() {
      await server?.close()
    },
  }
}

function callOf({ request, target: { path, query }, base }: Arrival, body: Uint8Array): Call {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  return { method: request.method ?? '', path, query, headers, body, base }
}
