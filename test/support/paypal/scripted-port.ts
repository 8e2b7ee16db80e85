import type { HttpAnswer, HttpPort, HttpRequest, HttpResult } from '#backend/areas/paypal/http/http-port.ts'

export interface ScriptedPort extends HttpPort {
  readonly requests: HttpRequest[]
  /** How long was waited, each time; no time passes. */
  readonly pauses: number[]
}

/** A way out that leads nowhere: it keeps what is sent, and answers the next of `results`; the last one over and over. */
export function scriptedPort(...results: readonly HttpResult[]): ScriptedPort {
  const requests: HttpRequest[] = []
  const pauses: number[] = []
  return {
    requests,
    pauses,
    pause: async (ms) => void pauses.push(ms),
    send: async (request) => {
      const result = results[Math.min(requests.length, results.length - 1)]
      requests.push(request)
      if (!result) throw new Error('nothing is answered here')
      return result
    },
    close: async () => undefined,
  }
}

const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body

/** An answer of `type`, with HTTP 200 where nothing else is said. */
export function answered(
  body: string | Uint8Array,
  type: string | null = 'text/namevalue',
  status = 200,
): { answer: HttpAnswer } {
  return { answer: { status, headers: type === null ? {} : { 'content-type': type }, body: bytesOf(body) } }
}

export const lost: HttpResult = { failure: { code: 'connection-lost', sent: true } }
export const timedOut: HttpResult = { failure: { code: 'timed-out', sent: true } }
export const notSent: HttpResult = { failure: { code: 'connection-refused', sent: false } }
