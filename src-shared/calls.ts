import type { ErrorCode } from './contract/errors.ts'
import { Refusal } from './contract/refusal.ts'
import type { CallMessage, EventMessage, ToClient } from './wire.ts'

/** A client's calls under way: numbered, answered, or given up together. */
export interface Calls {
  call(method: string, input: unknown): Promise<unknown>
  /** The answer to a call that was sent under this number already, before there was this side of the wire. */
  expect(id: number): Promise<unknown>
  /** What came from the backend. */
  hear(message: unknown): void
  /** Rejects everything under way: nobody will answer it any more. */
  giveUp(): void
}

export interface CallsOptions {
  send(message: CallMessage): void
  onEvent(event: EventMessage): void
}

interface Pending {
  resolve(output: unknown): void
  reject(error: unknown): void
}

/** An error of the wire as the Refusal that it was. Its schemas are loaded on first use: a window starts without them. */
export async function refusalFromWire(error: unknown): Promise<Refusal> {
  const { apiErrorSchema } = await import('./contract/errors.ts')
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
  let last = 0

  const expect = (id: number) =>
    new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }))

  return {
    call(method, input) {
      last += 1
      const id = last
      const answer = expect(id)
      try {
        send({ type: 'call', id, method, input })
      } catch (error) {
        // What cannot be sent is never answered.
        pending.get(id)?.reject(error)
        pending.delete(id)
      }
      return answer
    },
    expect,
    hear(raw) {
      const message = read(raw)
      if (!message) return
      if (message.type === 'event') return onEvent(message)
      const waiting = pending.get(message.id)
      pending.delete(message.id)
      if (message.ok) waiting?.resolve(message.output)
      else if (waiting) void refusalFromWire(message.error).then(waiting.reject, waiting.reject)
    },
    giveUp() {
      const left = [...pending.values()]
      pending.clear()
      for (const { reject } of left) reject(new Refusal('backend.restarting', {}))
    },
  }
}
