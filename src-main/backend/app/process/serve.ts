import type { ApiError } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { ToClient } from '#shared/wire.ts'
import type { Connection } from '#backend/kernel/contract/connection.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Port } from './channel.ts'
import type { HostChannel } from './host-channel.ts'
import { startFailureOf } from './start-failure.ts'
import type { ToBackend } from './host-messages.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { describeError } from '#backend/kernel/log-file.ts'

/** The part of the backend that a process needs to serve it. */
export interface Served {
  connect(connection: Connection): void
  readonly files: {
    registerRead(path: string, name?: string): Promise<FileRef>
    registerWrite(path: string): FileRef
    release(token: string): void
  }
  close(): Promise<void>
}

export interface ServeOptions {
  channel: HostChannel
  start(): Promise<Served>
  log: Log
  exit(code: number): void
  /** Something was asked. */
  onAsked?: () => void
}

const connectionOver = (port: Port, onAsked?: () => void): Connection => ({
  send: (message: ToClient) => port.post(message),
  onMessage: (listener) =>
    port.onMessage((message) => {
      onAsked?.()
      listener(message)
    }),
  onClose: (listener) => port.onClose(listener),
})

/** Serves one backend to one host, from the first message to the end of the process. */
export async function serve({ channel, start, log, exit, onAsked }: ServeOptions): Promise<void> {
  const starting = start()
  /** A start that fails is reported once, below. */
  const whenStarted = (then: (backend: Served) => unknown) =>
    void starting.then(guarded(log, 'channel.failed', then), () => undefined)
  let ending: Promise<void> | null = null

  /** Waits also for a start that is still under way: a migration must not be cut short. */
  const end = () =>
    (ending ??= starting
      .then((backend) => backend.close())
      .then(
        () => exit(0),
        (error: unknown) => {
          log.error('backend.close-failed', describeError(error))
          exit(1)
        },
      ))

  channel.onMessage((message) => {
    if (message.type === 'shut-down') void end()
    else whenStarted((backend) => files(backend, channel, message))
  })
  channel.onClient((port) => whenStarted((backend) => backend.connect(connectionOver(port, onAsked))))
  channel.onClose(() => void end())

  try {
    await starting
    channel.post({ type: 'ready' })
  } catch (error) {
    reportFailedStart(error, channel, log)
  }
}

/**
 * Says to the host why the start failed. It is the host that ends the process then: an exit at once could overtake the
 * message.
 */
export function reportFailedStart(error: unknown, channel: Pick<HostChannel, 'post'>, log: Log): void {
  const refusal = isRefusal(error) ? error : startFailureOf(error)
  const { code, details } = refusal
  log.error('backend.start-failed', {
    ...(isRefusal(error) ? {} : describeError(error)),
    code,
    ...('reference' in details ? { reference: details.reference } : {}),
  })
  channel.post({ type: 'failed-to-start', error: asApiError(refusal) })
}

async function files({ files }: Served, channel: HostChannel, message: ToBackend): Promise<void> {
  if (message.type === 'release') return files.release(message.token)
  if (message.type !== 'register-read' && message.type !== 'register-write') return
  const { request } = message
  try {
    const file =
      message.type === 'register-read'
        ? await files.registerRead(message.path, message.name)
        : files.registerWrite(message.path)
    channel.post({ type: 'registered', request, file })
  } catch (error) {
    const refusal = isRefusal(error) ? error : new Refusal('file.unreadable', { name: '' })
    channel.post({ type: 'refused', request, error: asApiError(refusal) })
  }
}

const asApiError = ({ code, message, details }: Refusal): ApiError => ({ code, message, details }) as ApiError
