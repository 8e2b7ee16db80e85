import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

/** One request over HTTPS (plain HTTP on loopback only). The body is sent as it is. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
  /** For the whole request. */
  readonly timeoutMs: number
}

export interface HttpAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** At most `MAX_ANSWER_BYTES`. */
  readonly body: Uint8Array
}

/**
 * How a request ended without a whole answer. `sent` is what money depends on: false means that nothing of it can have
 * reached the host, so it may be tried again; true means that nobody knows.
 */
export interface HttpFailure {
  readonly code: Extract<
    AnswerCode,
    | 'offline'
    | 'host-unknown'
    | 'connection-refused'
    | 'connection-lost'
    | 'certificate-refused'
    | 'proxy-refused'
    | 'timed-out'
    | 'malformed-answer'
  >
  readonly sent: boolean
}

export type HttpResult = { readonly answer: HttpAnswer } | { readonly failure: HttpFailure }

/** The one way out to PayPal: time limits, the system's proxy, certificates checked. It never retries by itself. */
export interface HttpPort {
  send(request: HttpRequest): Promise<HttpResult>
  /** Waits between two tries of a call, not longer than the port is open. */
  pause(ms: number): Promise<void>
  /** Ends what is under way; nothing is sent any more. */
  close(): Promise<void>
}

/** No answer of PayPal comes near it. */
export const MAX_ANSWER_BYTES = 1024 * 1024
