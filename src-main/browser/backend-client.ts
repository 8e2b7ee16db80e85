import { createCalls } from '#shared/calls.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BackendState, EventMessage } from '#shared/wire.ts'
import type { Log } from '#backend/parts.ts'
import { type Port, portPair } from '#backend/process/channel.ts'
import { guarded } from '#backend/process/guarded.ts'
import type { Supervisor } from '#backend/process/supervisor.ts'

export interface BackendClient {
  /** `requestId` is chosen here where the caller chooses none. */
  call(method: string, input: unknown, requestId?: string): Promise<unknown>
}

/** One connection to the backend for all pages and scripts; a new one after each start. */
export function createBackendClient(
  backend: Supervisor<Port>,
  tell: { event(event: EventMessage): void; state(state: BackendState): void },
  log: Log,
): BackendClient {
  let port: Port | null = null
  const calls = createCalls({ send: (message) => port?.post(message), onEvent: tell.event })

  backend.onState((state) => {
    if (state.state === 'running') {
      const [near, far] = portPair()
      near.onMessage(guarded(log, 'channel.failed', calls.hear))
      port = near
      backend.connect(far)
    } else {
      port = null
      calls.giveUp()
    }
    tell.state(state)
  })
  return {
    call: (method, input, requestId) =>
      port ? calls.call(method, input, requestId) : Promise.reject(new Refusal('backend.restarting', {})),
  }
}
