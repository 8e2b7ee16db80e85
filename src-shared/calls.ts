import type { ErrorCode } from './contract/error-codes.ts'
import { Refusal } from './contract/refusal.ts'
import { createLostRequests, type SentCall } from './lost-requests.ts'
import type { CallMessage, EventMessage, ToClient } from './wire.ts'

/** A client's calls under way: numbered, answered, or abandoned together. */
export interface Calls {
  /** `requestId` is chosen here where the caller chooses none; `clientId` is the window's. */
  call(method: string, input: unknown, ids?: CallIds): Promise<unknown>
  /** The answer to a call that was sent under this number already, before there was this side of the wire. */
  expect(id: number): Promise<unknown>
  /** What came from the backend. */
  receive(message: unknown): void
  /** Rejects everything under way, which nobody will answer any more: what changes something, as of unknown outcome. */
  abandon(): void
}

export interface CallIds {
  readonly requestId?: string | undefined
  readonly clientId?: string | undefined
}

export interface CallsOptions {
  send(message: CallMessage): void
  onEvent(event: EventMessage): void
}

interface Pending {
  readonly sent: SentCall
  resolve(output: unknown): void
  reject(error: unknown): void
}

/** An error of the wire as the Refusal that it was. Its schemas are loaded on first use: a window starts without them. */
export async function refusalFromWire(error: unknown): Promise<Refusal> {
  const { apiErrorSchema } = await import('./contract/error-codes.ts')
  const parsed = apiErrorSchema.safeParse(error)
  if (!parsed.success) return new Refusal('internal', { reference: 'wire' })
  const { code, details, message } = parsed.data
  return new Refusal<ErrorCode>(code, details, message)
}

/** What came over the wire, or null where it is none of ours. Read by hand for the same reason. */
function read(raw: unknown): ToClient | null {
  if (typeof raw !== 'object' || raw === null) return null
  const { type, id, ok, name } = raw as Record<string, unknown>
  const known =
    type === 'reply'
      ? Number.isInteger(id) && typeof ok === 'boolean'
      : type === 'event' && typeof name === 'string'
  return known ? (raw as ToClient) : null
}

/** Keeps a client's side of the wire: which reply belongs to which call. */
export function createCalls({ send, onEvent }: CallsOptions): Calls {
  const pending = new Map<number, Pending>()
  const requests = createLostRequests()
  let last = 0

  const expect = (id: number, sent: SentCall) =>
    new Promise<unknown>((resolve, reject) => pending.set(id, { sent, resolve, reject }))

  return {
    call(method, input, { requestId: chosen, clientId } = {}) {
      last += 1
      const id = last
      const requestId = chosen ?? requests.idFor(method)
      const answer = expect(id, { method, input, requestId })
      try {
        send({
          type: 'call',
          id,
          method,
          input,
          ...(requestId !== undefined && { requestId }),
          ...(clientId !== undefined && { clientId }),
        })
      } catch (error) {
        // What cannot be sent is never answered.
        pending.get(id)?.reject(error)
        pending.delete(id)
      }
      return answer
    },
    // What is sent ahead are reads.
    expect: (id) => expect(id, { method: '', input: null }),
    receive(raw) {
      const message = read(raw)
      if (!message) return
      if (message.type === 'event') return onEvent(message)
      const waiting = pending.get(message.id)
      if (!waiting) return
      pending.delete(message.id)
      const { sent, resolve, reject } = waiting
      if (message.ok) {
        requests.answered(sent, message.output)
        resolve(message.output)
      } else
        void refusalFromWire(message.error).then((error) => reject(requests.refused(sent, error)), reject)
    },
    abandon() {
      const left = [...pending.values()]
      pending.clear()
      for (const { sent, reject } of left) reject(requests.lost(sent))
    },
  }
}
