import { type CallIds, createCalls } from '#shared/calls.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { EventMessage } from '#shared/wire.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import type { Supervisor } from '#backend/app/process/supervisor.ts'

/** One client of the backend; its connection is a new one after each start. */
export interface BackendClient {
  /** As `Calls.call`. */
  call(method: string, input: unknown, ids?: CallIds): Promise<unknown>
  connect(backend: Supervisor<Port>): void
  /** The backend is gone: rejects what is under way. */
  lost(): void
  /** Disconnects, so that the backend releases what it keeps for this client. */
  close(): void
}

export function createBackendClient(log: Log, onEvent: (event: EventMessage) => void): BackendClient {
  let port: Port | null = null
  const calls = createCalls({ send: (message) => port?.post(message), onEvent })
  const lost = () => {
    port = null
    calls.abandon()
  }
  return {
    call: (method, input, ids) =>
      port ? calls.call(method, input, ids) : Promise.reject(new Refusal('backend.restarting', {})),
    connect(backend) {
      const [near, far] = portPair()
      near.onMessage(guarded(log, 'channel.failed', calls.receive))
      port = near
      backend.connect(far)
    },
    lost,
    close() {
      port?.close()
      lost()
    },
  }
}
