import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import type { HttpAnswer, HttpPort, HttpRequest } from './http-port.ts'

/** What was sent did not end in an answer that can be believed. */
export interface AskFailure {
  readonly code: AnswerCode
  readonly sent: boolean
}
export type Asked<Answer> = { readonly answer: Answer } | { readonly failure: AskFailure }

/** Reads an answer, or says that it cannot be believed. */
export type Read<Answer> = (answer: HttpAnswer) => Answer | null

/** How often one call is sent at most. */
const MOST_TIMES = 3

/**
 * Sends, reads, and sends again where that is safe: always when nothing can have left, and after a lost or unreadable
 * answer only when `repeatable` says that PayPal takes the same again as the same call. A time limit is not waited for twice.
 */
export async function ask<Answer>(
  port: HttpPort,
  request: HttpRequest,
  read: Read<Answer>,
  repeatable: boolean,
): Promise<Asked<Answer>> {
  let sent = false
  for (let time = 1; ; time++) {
    const asked = await askOnce(port, request, read)
    if ('answer' in asked) return asked
    // Once something may have left, a later failure to connect does not take that back.
    sent ||= asked.failure.sent
    const again = asked.failure.code !== 'timed-out' && (!asked.failure.sent || repeatable)
    if (!again || time === MOST_TIMES) return { failure: { code: asked.failure.code, sent } }
  }
}

async function askOnce<Answer>(
  port: HttpPort,
  request: HttpRequest,
  read: Read<Answer>,
): Promise<Asked<Answer>> {
  const result = await port.send(request)
  if ('failure' in result) return result
  const answer = read(result.answer)
  if (answer !== null) return { answer }
  return {
    failure: { code: result.answer.status >= 500 ? 'internal-error' : 'malformed-answer', sent: true },
  }
}
