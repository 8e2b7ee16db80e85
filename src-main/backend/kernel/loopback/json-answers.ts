import type { ApiError, ErrorCode } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { errorMessage } from '#shared/wording/error-texts.ts'
import type { IncomingMessage, ServerResponse } from './loopback-server.ts'
import { safetyHeaders } from './safety-headers.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'input.invalid': 400,
  'session.unknown': 401,
  'method.unknown': 404,
  'file.unknown': 404,
  'job.unknown': 404,
  'file.too-large': 413,
  'file.took-too-long': 408,
  internal: 500,
  'backend.restarting': 503,
  'backend.outcome-unknown': 503,
  'backend.shutting-down': 503,
}

/** The HTTP status of a refusal; those without one of their own could not be done in the present state. */
export const statusOf = (code: ErrorCode): number => statuses[code] ?? 409

export function sendJson(response: ServerResponse, status: number, content: unknown): void {
  // Before the head: what cannot be written as JSON can then still be refused.
  sendJsonText(response, status, JSON.stringify(content))
}

/** The same for what is JSON already. */
export function sendJsonText(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed) return
  // An answer that has begun cannot become another one; whoever waits for its end must not wait for ever.
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...safetyHeaders,
  })
  response.end(text)
}

export function sendRefusal(response: ServerResponse, thrown: unknown): void {
  const refusal = isRefusal(thrown) ? thrown : new Refusal('internal', { reference: 'host' })
  const { code, details } = refusal
  // Those made here carry their code only.
  const message = refusal.message === code ? errorMessage(refusal) : refusal.message
  sendJson(response, statusOf(code), { ok: false, error: { code, message, details } as ApiError })
}

const DRAIN_MS = 20_000

/** Reads away what is left of a body that was refused, so that the answer reaches whoever still sends; not for ever. */
export function drain(request: IncomingMessage): void {
  if (request.complete) return
  const enough = setTimeout(() => request.destroy(), DRAIN_MS)
  request.on('close', () => clearTimeout(enough))
  request.resume()
}
