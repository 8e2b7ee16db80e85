import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import type { HttpAnswer, HttpPort, HttpRequest } from './http-port.ts'

/** What was sent did not end in an answer that can be believed. */
export interface RequestFailure {
  readonly code: AnswerCode
  readonly sent: boolean
}
export type Asked<Answer> =
  | {
      readonly answer: Answer
      /** An earlier try of the same call may have reached PayPal, and what PayPal made of it was not received. */
      readonly lost: boolean
    }
  | { readonly failure: RequestFailure }

/** How an answer is read. */
export interface Reading<Answer> {
  /** Null where the answer cannot be believed. */
  readonly read: (answer: HttpAnswer) => Answer | null
  /** Whether PayPal takes the same again as the same call, so that a lost answer can be asked for once more. */
  readonly repeatable: boolean
  /** Whether PayPal asks to come again: it is busy, or still works on an earlier try. */
  readonly comeAgain?: (answer: Answer) => boolean
}

/**
 * How long is waited before the second and the third try, and so how often one call is sent at most. PayPal says "wait,
 * then ask again" (`PREVIOUS_REQUEST_IN_PROGRESS`, 429) and names no times (?): short enough for a buyer who waits; what
 * takes longer is asked about later (`payments/settler.ts`).
 */
export const RETRY_PAUSES_MS: readonly number[] = [300, 1200]

/**
 * Sends, reads, and sends again after a pause where that is safe: always when nothing can have left, and after a lost or
 * unreadable answer only when `repeatable`. A time limit is not waited for twice.
 */
export async function ask<Answer>(
  port: HttpPort,
  request: HttpRequest,
  reading: Reading<Answer>,
): Promise<Asked<Answer>> {
  const { repeatable, comeAgain = () => false } = reading
  let lost = false
  for (let time = 0; ; time++) {
    const asked = await sendOnce(port, request, reading.read)
    const pause = RETRY_PAUSES_MS[time]
    if ('answer' in asked) {
      if (pause === undefined || !repeatable || !comeAgain(asked.answer)) return { ...asked, lost }
    } else {
      // Once something may have left, a later failure to connect does not take that back.
      lost ||= asked.failure.sent
      const again = asked.failure.code !== 'timed-out' && (!asked.failure.sent || repeatable)
      if (!again || pause === undefined) return { failure: { code: asked.failure.code, sent: lost } }
    }
    await port.pause(pause)
  }
}

async function sendOnce<Answer>(
  port: HttpPort,
  request: HttpRequest,
  read: Reading<Answer>['read'],
): Promise<{ readonly answer: Answer } | { readonly failure: RequestFailure }> {
  const result = await port.send(request)
  if ('failure' in result) return result
  const answer = read(result.answer)
  if (answer !== null) return { answer }
  return {
    failure: { code: result.answer.status >= 500 ? 'internal-error' : 'malformed-answer', sent: true },
  }
}
