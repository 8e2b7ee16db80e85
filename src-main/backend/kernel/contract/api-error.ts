import type { ApiError } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { errorMessage } from '#shared/wording/error-texts.ts'
import type { Log, RandomSource } from '../dependencies.ts'
import { FailedRequest } from './requests-under-way.ts'

/** Turns whatever was thrown into what may reach a client. */
export type ErrorMapper = (thrown: unknown, method: string) => ApiError

export interface ErrorMapperDependencies {
  readonly log: Log
  readonly random: RandomSource
  /** Turns the storage engine's own errors into refusals, and leaves all others as they are. */
  toRefusal(thrown: unknown): unknown
}

/**
 * Refusals cross as they are. Anything else is a bug of ours: it crosses as a reference, under which the log has the
 * rest, so that no stack, path or secret leaves the backend.
 */
export function createErrorMapper({ log, random, toRefusal }: ErrorMapperDependencies): ErrorMapper {
  return (thrown, method) => {
    const [cause, stored] =
      thrown instanceof FailedRequest ? [thrown.cause, thrown.stored] : [thrown, undefined]
    const error = toRefusal(cause)
    if (error instanceof Refusal) return apiError(error)
    const reference = Buffer.from(random.bytes(6)).toString('hex')
    const known = error instanceof Error ? error : new Error(typeof error)
    log.error('contract.internal-error', {
      reference,
      method,
      error: known.name,
      // The message can hold what a person typed; the place in the code cannot.
      place: placeOf(known),
    })
    return apiError(new Refusal('internal', { reference, ...(stored && { stored }) }))
  }
}

/** A refusal as a plain object: a structured clone drops what a class adds. */
export function apiError(refusal: Refusal): ApiError {
  const { code, details } = refusal
  return { code, message: errorMessage(refusal), details } as ApiError
}

const placeOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ')
