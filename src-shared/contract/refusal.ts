import type { ErrorCode, ErrorDetails } from './error-codes.ts'

/** Thrown by the backend and by the contract’s client; `toApiError` makes what is sent. */
export class Refusal<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly details: ErrorDetails<C>
  constructor(code: C, details: ErrorDetails<C>, message: string = code) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

/** True for a refusal, narrowed to `code` where one is given. */
export function isRefusal<C extends ErrorCode = ErrorCode>(error: unknown, code?: C): error is Refusal<C> {
  return error instanceof Refusal && (code === undefined || error.code === code)
}
