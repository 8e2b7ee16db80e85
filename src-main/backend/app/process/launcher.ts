import type { ToBackend } from './host-messages.ts'

/** How a process ended, as far as the system says: by which signal, with which code, or that it could not be started. */
export interface ProcessEnd {
  readonly signal?: string | null
  readonly code?: number | null
  /** The system's error where there was no process at all, such as ENOENT. */
  readonly notStarted?: string
}

/** A running backend process, however it was started. `Client` is the kind of port that its clients bring. */
export interface BackendProcess<Client> {
  readonly pid: number | undefined
  /** A port moves along, where the process can receive one. */
  post(message: ToBackend, port?: Client): void
  /** Joins a client to the backend, for as long as both live. */
  connect(client: Client): void
  /** Messages as `readToHost` reads them, not read yet. */
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (end: ProcessEnd) => void): void
  /** At once, without asking. */
  kill(): void
}

export type Launch<Client> = () => BackendProcess<Client>
