import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FaultSource } from '../faults.ts'
import type { After } from '../parts.ts'
import { type Call, type Pages, plain, type Service } from './messages.ts'
import { send, sendFaulty } from './send.ts'

/** No request of PayPal's protocols comes near it. */
const MAX_BODY_BYTES = 256 * 1024
const REQUEST_MS = 60_000

export interface HttpServer {
  listen(port: number): Promise<{ url: string }>
  close(): Promise<void>
}

export interface HttpServerParts {
  readonly services: readonly Service[]
  readonly pages: Pages
  readonly faults: FaultSource
  readonly after: After
}

/** Listens on this machine only, and answers nobody who calls it by another name. */
export function createHttpServer({ services, pages, faults, after }: HttpServerParts): HttpServer {
  const server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) send(response, plain(500, 'The simulator could not answer.'))
      else response.destroy()
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const base = baseOf(request)
    if (base === null) return send(response, plain(421, 'This address is not served here.'))
    const body = await bodyOf(request)
    if (body === null) return send(response, plain(413, 'The request is too large.'))
    const call = callOf(request, body, base)
    if (call === null) return send(response, plain(400, 'The address is malformed.'))
    const asked = services.map((service) => service(call)).find((found) => found !== null)
    if (!asked) return send(response, pages(call) ?? plain(404, 'There is nothing here.'))
    const fault = faults.take(asked)
    if (fault) sendFaulty(response, asked, fault, after)
    else send(response, asked.answer())
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject)
          resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
        })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The address it was called by, or null: another site's name that points here (DNS rebinding) is not served. */
function baseOf(request: IncomingMessage): string | null {
  const { port } = request.socket.address() as AddressInfo
  const host = request.headers.host ?? ''
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` ? `http://${host}` : null
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_BODY_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function callOf(request: IncomingMessage, body: Uint8Array, base: string): Call | null {
  const url = URL.parse(request.url ?? '', base)
  if (!url || url.origin !== base) return null
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers, body, base }
}
