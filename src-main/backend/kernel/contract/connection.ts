import type { ToClient } from '#shared/wire.ts'

/** One client (window, web page, script), whatever carries its messages. */
export interface Connection {
  /** Throws where the message cannot be carried. */
  send(message: ToClient): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
}
