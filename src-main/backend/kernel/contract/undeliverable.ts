import type { ApiError } from '#shared/contract/error-codes.ts'
import { isBounded } from '#shared/bounded-json.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { ReplyMessage } from '#shared/wire.ts'

/** The refusal of an input that exceeds `INPUT_LIMITS`, or is no plain data. */
export const unboundedInput = (): Refusal<'input.invalid'> =>
  new Refusal('input.invalid', {
    issues: [{ path: '', message: 'Nested too deeply, too large, or not plain data.' }],
  })

const refusing = (id: number, { code, message, details }: Refusal): ReplyMessage => ({
  type: 'reply',
  id,
  ok: false,
  error: { code, message, details } as ApiError,
})

const idOf = (message: unknown, type: 'call' | 'reply'): number | null => {
  if (typeof message !== 'object' || message === null) return null
  try {
    const { type: found, id } = message as { type?: unknown; id?: unknown }
    return found === type && Number.isSafeInteger(id) ? (id as number) : null
  } catch {
    return null
  }
}

/** The answer to a client's call that is not taken as it is; null where the message is no call. */
export function refuseInput(message: unknown): ReplyMessage | null {
  const id = idOf(message, 'call')
  return id === null ? null : refusing(id, unboundedInput())
}

/**
 * Carries a client's message to the backend, or answers it here where it cannot arrive whole: what overflows the stack
 * on its way would end this process as it is written, or the other one as it is read.
 */
export function carryCall(
  message: unknown,
  toBackend: (message: unknown) => void,
  toClient: (reply: ReplyMessage) => void,
): void {
  try {
    if (isBounded(message)) return toBackend(message)
  } catch {
    // Answered below.
  }
  const reply = refuseInput(message)
  if (reply) toClient(reply)
}

/** Sends a client what the backend says to it; a reply that cannot be sent is replaced by one that says so. */
export function sendReply(message: unknown, send: (message: unknown) => void): void {
  try {
    send(message)
  } catch {
    const id = idOf(message, 'reply')
    if (id !== null) send(refusing(id, new Refusal('internal', { reference: 'channel' })))
  }
}
