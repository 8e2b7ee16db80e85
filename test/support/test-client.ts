import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { Backend } from '#backend/app/backend.ts'
import type { ApiError, ErrorCode, ErrorDetails } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { EventName, Events } from '#shared/contract/events.ts'
import { apiOver } from '#shared/contract/api.ts'
import type { Api, Started } from '#shared/contract/index.ts'
import type { ToClient } from '#shared/wire.ts'

export interface ReceivedEvent {
  readonly name: string
  readonly payload: unknown
}

/** A client in the same process. What it sends and gets is cloned, as over a message port. */
export interface TestClient {
  readonly api: Api
  /** Any method with any input: for what the types would not allow. */
  call(method: string, input: unknown): Promise<unknown>
  /** Sends anything at all. */
  post(message: unknown): void
  readonly events: readonly ReceivedEvent[]
  eventsOf<E extends EventName>(name: E): Events[E][]
  /** The output of a job that was started; its refusal is thrown. */
  done<T>(started: Promise<Started<T>>): Promise<T>
  close(): void
}

/** @param clientId the window's; a script has none */
export function connectTo(backend: Backend, clientId?: string): TestClient {
  const pending = new Map<number, (message: ToClient & { type: 'reply' }) => void>()
  const events: ReceivedEvent[] = []
  let listener: (message: unknown) => void = () => undefined
  let closed: () => void = () => undefined
  let lastId = 0

  backend.connect({
    send(message) {
      const copy = structuredClone(message)
      if (copy.type === 'event') events.push({ name: copy.name, payload: copy.payload })
      else pending.get(copy.id)?.(copy)
    },
    onMessage: (given) => void (listener = given),
    onClose: (given) => void (closed = given),
  })

  const post = (message: unknown) => listener(structuredClone(message))
  const call = async (method: string, input: unknown): Promise<unknown> => {
    const id = ++lastId
    const reply = await new Promise<ToClient & { type: 'reply' }>((resolve) => {
      pending.set(id, resolve)
      post({ type: 'call', id, method, input, ...(clientId !== undefined && { clientId }) })
    })
    pending.delete(id)
    if (reply.ok) return reply.output
    throw refusalFrom(reply.error as ApiError)
  }
  const api = apiOver(call)

  return {
    api,
    call,
    post,
    events,
    eventsOf: (name) =>
      events.filter((event) => event.name === name).map(({ payload }) => payload as Events[typeof name]),
    async done<T>(started: Promise<Started<T>>) {
      const end = await api.jobs.wait({ jobId: (await started).jobId })
      if (end.state === 'failed') throw refusalFrom(end.error)
      return end.output as T
    },
    close: () => closed(),
  }
}

export const refusalFrom = ({ code, details, message }: ApiError): Refusal =>
  new Refusal(code, details as ErrorDetails<ErrorCode>, message)

/** Waits until a condition holds, letting everything else have its turn. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await yieldToEventLoop()
}
