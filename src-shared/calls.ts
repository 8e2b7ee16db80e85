import { apiErrorSchema, type ErrorCode, Refusal } from './contract/errors.ts'
import { type CallMessage, type EventMessage, toClientSchema } from './wire.ts'

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
  reject(error: Refusal): void
}

/** An error of the wire as the Refusal that it was. */
export function refusalFromWire(error: unknown): Refusal {
  const parsed = apiErrorSchema.safeParse(error)
  if (!parsed.success) return new Refusal('internal', { reference: 'wire' })
  const { code, details, message } = parsed.data
  return new Refusal<ErrorCode>(code, details, message)
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
      const answer = expect(last)
      send({ type: 'call', id: last, method, input })
      return answer
    },
    expect,
    hear(raw) {
      const { data: message } = toClientSchema.safeParse(raw)
      if (!message) return
      if (message.type === 'event') return onEvent(message)
      const waiting = pending.get(message.id)
      pending.delete(message.id)
      if (message.ok) waiting?.resolve(message.output)
      else waiting?.reject(refusalFromWire(message.error))
    },
    giveUp() {
      const left = [...pending.values()]
      pending.clear()
      for (const { reject } of left) reject(new Refusal('backend.restarting', {}))
    },
  }
}
