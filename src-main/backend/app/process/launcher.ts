import type { ToBackend } from './host-messages.ts'

/** A running backend process, however it was started. `Client` is the kind of port that its clients bring. */
export interface BackendProcess<Client> {
  readonly pid: number | undefined
  post(message: ToBackend): void
  /** Joins a client to the backend, for as long as both live. */
  connect(client: Client): void
  /** Messages as `readToHost` reads them, not read yet. */
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** At once, without asking. */
  kill(): void
}

export type Launch<Client> = () => BackendProcess<Client>
