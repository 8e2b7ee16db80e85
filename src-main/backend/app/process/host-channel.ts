import { type Port, portPair } from './channel.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { toBackendSchema, type ToBackend, type ToHost } from './host-messages.ts'

/** The backend's end of the channel to its host, whichever way the process was started. */
export interface HostChannel {
  /** Whether ports arrive here: then this is a utility process of Electron. */
  readonly takesPorts: boolean
  post(message: ToHost): void
  /** A port comes with what is about one. */
  onMessage(listener: (message: ToBackend, port?: Port) => void): void
  onClient(listener: (port: Port) => void): void
  /** The host is gone. */
  onClose(listener: () => void): void
}

/** The little of Electron's MessagePortMain and ParentPort that is used; Electron itself is not imported here. */
interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void
  on(event: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** What is logged where a message was not dealt with. */
const FAILED = 'channel.failed'

const parse = (message: unknown): ToBackend | null => toBackendSchema.safeParse(message).data ?? null

const portOver = (port: ElectronPort, log: Log): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on(
      'message',
      guarded(log, FAILED, (event: { data: unknown }) => listener(event.data)),
    )
    port.start()
  },
  onClose: (listener) => port.on('close', listener),
  close: () => port.close(),
})

/** In an Electron utility process: each client brings a port of its own. */
function utilityChannel(parent: ElectronPort, log: Log): HostChannel {
  const onEvent = (listener: (event: { data: unknown; ports: ElectronPort[] }) => unknown) =>
    parent.on('message', guarded(log, FAILED, listener))
  return {
    takesPorts: true,
    post: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      onEvent((event) => {
        const message = parse(event.data)
        if (!message || message.type === 'connect') return
        const [port] = message.type === 'workbook-started' ? event.ports : []
        return listener(message, port && portOver(port, log))
      }),
    onClient: (listener) =>
      onEvent((event) => {
        const [port] = event.ports
        if (port && parse(event.data)?.type === 'connect') return listener(portOver(port, log))
      }),
    // Electron ends a utility process together with its own.
    onClose: () => undefined,
  }
}

/** In a child process of Node: the host carries the clients' messages, marked with the client's number. */
function childChannel(log: Log): HostChannel {
  const post = (message: ToHost): void => {
    if (process.connected) process.send?.(message, undefined, {}, () => undefined)
  }
  const onRaw = (listener: (raw: unknown) => unknown) => process.on('message', guarded(log, FAILED, listener))
  return {
    takesPorts: false,
    post,
    onMessage: (listener) =>
      onRaw((raw) => {
        const message = parse(raw)
        if (message) return listener(message)
      }),
    onClient(listener) {
      const clients = new Map<number, Port>()
      onRaw((raw) => {
        const message = parse(raw)
        if (message?.type === 'connect') {
          const { client } = message
          const [outer, inner] = portPair()
          clients.set(client, outer)
          // Past the pair, so that the error goes to whoever sends what cannot be written.
          return listener({ ...inner, post: (said) => post({ type: 'to-client', client, message: said }) })
        } else if (message?.type === 'from-client') clients.get(message.client)?.post(message.message)
        else if (message?.type === 'disconnect') {
          clients.get(message.client)?.close()
          clients.delete(message.client)
        }
      })
    },
    onClose: (listener) => process.on('disconnect', listener),
  }
}

/** The channel of this process. */
export function hostChannel(log: Log): HostChannel {
  const { parentPort } = process as unknown as { parentPort?: ElectronPort }
  return parentPort ? utilityChannel(parentPort, log) : childChannel(log)
}
