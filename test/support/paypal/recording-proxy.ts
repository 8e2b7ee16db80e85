import { once } from 'node:events'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came over the wire. */
export interface Recorded {
  readonly path: string
  readonly headers: string
  readonly body: string
}

export interface RecordingProxy {
  readonly url: URL
  readonly requests: readonly Recorded[]
  /** Breaks the line instead of passing a request on. */
  drop: (request: Recorded) => boolean
  close(): Promise<void>
}

/** Is between the program and the simulator, and keeps what is sent to it. */
export async function startRecordingProxy(simulator: URL): Promise<RecordingProxy> {
  const requests: Recorded[] = []
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => void parts.push(part))
    incoming.on('end', () => {
      const body = Buffer.concat(parts)
      const recorded = {
        path: incoming.url ?? '/',
        headers: JSON.stringify(incoming.headers),
        body: body.toString('utf8'),
      }
      requests.push(recorded)
      if (proxy.drop(recorded)) return void incoming.socket.destroy()
      const { method } = incoming
      const headers = { ...incoming.headers, host: simulator.host }
      const onward = ask(new URL(recorded.path, simulator), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.destroy())
      onward.end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: RecordingProxy = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    requests,
    drop: () => false,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
