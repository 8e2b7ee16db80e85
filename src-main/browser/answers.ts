import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiError, ErrorCode } from '#shared/contract/errors.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { safetyHeaders } from '../hosts/content-policy.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  'input.invalid': 400,
  'method.unknown': 404,
  'file.unknown': 404,
  'job.unknown': 404,
  'file.too-large': 413,
  'file.took-too-long': 408,
  internal: 500,
  'backend.restarting': 503,
  'backend.shutting-down': 503,
}

/** The HTTP status of a refusal; those without one of their own could not be done as things stand. */
export const statusOf = (code: ErrorCode): number => statuses[code] ?? 409

export function sendJson(response: ServerResponse, status: number, content: unknown): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...safetyHeaders,
  })
  response.end(JSON.stringify(content))
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    ...safetyHeaders,
  })
  response.end(`${text}\n`)
}

export function sendRefusal(response: ServerResponse, thrown: unknown): void {
  const refusal = isRefusal(thrown) ? thrown : new Refusal('internal', { reference: 'host' })
  const { code, message, details } = refusal
  sendJson(response, statusOf(code), { ok: false, error: { code, message, details } as ApiError })
}

/** The address asked for; what stands before the path is of no matter. */
export const addressOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://host')
