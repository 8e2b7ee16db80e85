import { type Port } from './channel.ts'
import { type ToBackend } from './host-messages.ts'

/** A running backend process, however it was started. */
export interface BackendProcess {
  readonly pid: number | undefined
  post(message: ToBackend): void
  /** Joins a client's port to the backend, for as long as both live. */
  connect(port: Port): void
  /** Messages of `toHostSchema`, not parsed yet. */
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** At once, without asking. */
  kill(): void
}

export type Launch = () => BackendProcess
