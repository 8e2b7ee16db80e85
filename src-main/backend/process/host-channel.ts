import { type Port, portPair } from './channel.ts'
import { toBackendSchema, type ToBackend, type ToHost } from './host-messages.ts'

/** The backend's end of the channel to its host, whichever way the process was started. */
export interface HostChannel {
  post(message: ToHost): void
  onMessage(listener: (message: ToBackend) => void): void
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

const parse = (message: unknown): ToBackend | null => toBackendSchema.safeParse(message).data ?? null

const portOver = (port: ElectronPort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on('message', (event) => listener(event.data))
    port.start()
  },
  onClose: (listener) => port.on('close', listener),
  close: () => port.close(),
})

/** In an Electron utility process: each client brings a port of its own. */
function utilityChannel(parent: ElectronPort): HostChannel {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      parent.on('message', (event) => {
        const message = parse(event.data)
        if (message && message.type !== 'connect') listener(message)
      }),
    onClient: (listener) =>
      parent.on('message', (event) => {
        const [port] = event.ports
        if (port && parse(event.data)?.type === 'connect') listener(portOver(port))
      }),
    // Electron ends a utility process together with its own.
    onClose: () => undefined,
  }
}

/** In a child process of Node: the host carries the clients' messages, marked with the client's number. */
function childChannel(): HostChannel {
  const post = (message: ToHost) =>
    process.connected && process.send?.(message, undefined, {}, () => undefined)
  return {
    post,
    onMessage: (listener) =>
      process.on('message', (raw) => {
        const message = parse(raw)
        if (message) listener(message)
      }),
    onClient(listener) {
      const clients = new Map<number, Port>()
      process.on('message', (raw) => {
        const message = parse(raw)
        if (message?.type === 'connect') {
          const [outer, inner] = portPair()
          clients.set(message.client, outer)
          outer.onMessage((said) => post({ type: 'to-client', client: message.client, message: said }))
          listener(inner)
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
export function hostChannel(): HostChannel {
  const { parentPort } = process as unknown as { parentPort?: ElectronPort }
  return parentPort ? utilityChannel(parentPort) : childChannel()
}
