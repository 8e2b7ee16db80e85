import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { basename, join } from 'node:path'

/** What the server does with a package: sends it, sends other bytes, breaks off in the middle, or says nothing more. */
export type ServerMode = 'honest' | 'tampered' | 'cut' | 'silent'

export interface UpdateServer {
  mode: ServerMode
  /** The headers of every request. */
  readonly asked: IncomingHttpHeaders[]
  close(): Promise<void>
}

/** Serves the folder of a package as a release is published, on loopback. */
export async function serveUpdates(port: number, folder: string): Promise<UpdateServer> {
  const asked: IncomingHttpHeaders[] = []
  const served = { mode: 'honest' as ServerMode }
  const server = createServer((request, response) => {
    asked.push(request.headers)
    const name = basename(new URL(request.url ?? '/', 'http://x').pathname)
    if (served.mode === 'silent') return
    if (name.endsWith('.yml'))
      void readFile(join(folder, name)).then(
        (text) => response.end(text),
        () => response.writeHead(404).end(),
      )
    else send(join(folder, decodeURIComponent(name)), served.mode, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    asked,
    get mode() {
      return served.mode
    },
    set mode(mode) {
      served.mode = mode
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(file: string, mode: ServerMode, response: ServerResponse): void {
  const { size } = statSync(file)
  response.writeHead(200, { 'Content-Length': size, 'Content-Type': 'application/octet-stream' })
  const half = Math.floor(size / 2)
  const from = createReadStream(file, mode === 'cut' ? { end: half } : {})
  from.on('data', (chunk) => {
    const bytes = Buffer.from(chunk)
    if (mode === 'tampered') bytes[0] = (bytes[0] ?? 0) ^ 1
    response.write(bytes)
  })
  from.on('end', () => (mode === 'cut' ? response.destroy() : response.end()))
}
