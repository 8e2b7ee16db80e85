import {
  answerOfBytes,
  type StartWorkbookProcess,
  type WorkbookEnd,
  workbookEndBy,
} from '#backend/areas/tables/tables.ts'
import type { Port } from './channel.ts'
import type { HostChannel } from './host-channel.ts'

/** The host's part in reading workbooks: it starts the process of each. */
export interface WorkbookProcesses<Client> {
  /** The port is the backend's end to it. `onEnd` is called once, with its exit code. */
  start(request: number, onEnd: (code: number | null) => void): Client
  kill(request: number): void
  /** Nobody waits for their answers any more. */
  killAll(): void
}

/** The backend's end: processes that the host starts, as the reader of workbooks uses them. */
export function hostWorkbooks(channel: HostChannel): StartWorkbookProcess {
  const running = new Map<number, { started(port: Port): void; ended(end: WorkbookEnd): void }>()
  let lastRequest = 0
  channel.onMessage((message, port) => {
    if (message.type === 'workbook-started' && port) running.get(message.request)?.started(port)
    if (message.type !== 'workbook-ended') return
    running.get(message.request)?.ended(workbookEndBy(message))
    running.delete(message.request)
  })
  return () => {
    lastRequest += 1
    const request = lastRequest
    const { promise: port, resolve: started } = Promise.withResolvers<Port>()
    const { promise: end, resolve: ended } = Promise.withResolvers<WorkbookEnd>()
    running.set(request, { started, ended })
    channel.post({ type: 'start-workbook', request })
    return {
      ask: (asked) => void port.then((to) => to.post(asked)),
      onAnswer: (listener) =>
        void port.then((from) => from.onMessage((bytes) => listener(answerOfBytes(bytes)))),
      onEnd: (listener) => void end.then(listener),
      kill: () => channel.post({ type: 'kill-workbook', request }),
    }
  }
}
