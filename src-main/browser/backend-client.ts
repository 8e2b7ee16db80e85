import { createCalls } from '#shared/calls.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { BackendState, EventMessage } from '#shared/wire.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import type { Supervisor } from '#backend/app/process/supervisor.ts'

export interface BackendClient {
  /** `requestId` is chosen here where the caller chooses none. */
  call(method: string, input: unknown, requestId?: string): Promise<unknown>
}

/** One connection to the backend for all pages and scripts; a new one after each start. */
export function createBackendClient(
  backend: Supervisor<Port>,
  listeners: { event(event: EventMessage): void; state(state: BackendState): void },
  log: Log,
): BackendClient {
  let port: Port | null = null
  const calls = createCalls({ send: (message) => port?.post(message), onEvent: listeners.event })

  backend.onState((state) => {
    if (state.state === 'running') {
      const [near, far] = portPair()
      near.onMessage(guarded(log, 'channel.failed', calls.receive))
      port = near
      backend.connect(far)
    } else {
      port = null
      calls.abandon()
    }
    listeners.state(state)
  })
  return {
    call: (method, input, requestId) =>
      port ? calls.call(method, input, requestId) : Promise.reject(new Refusal('backend.restarting', {})),
  }
}
