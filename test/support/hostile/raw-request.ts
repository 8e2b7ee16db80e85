import { connect } from 'node:net'

export interface RawAnswer {
  /** Of the first answer; null where the connection ended without one. */
  readonly status: number | null
  readonly text: string
  /** Whether the connection was reset before all of it was sent: the answer, if there was one, is lost with it. */
  readonly cutOff: boolean
  /** From the last byte sent to the first byte of the answer, or the end of the connection. */
  readonly ms: number
}

export interface RawRequest {
  readonly bytes: Uint8Array
  /** Whether a server can see that the request is over: one that is not is ended by us after a moment. */
  readonly whole: boolean
  /** Sent in so many pieces, with a moment between them. */
  readonly pieces?: number
}

/** For an answer to come by itself before a request that may be unfinished is ended from this side. */
const UNFINISHED_MS = 120
/** For the rest of an answer. */
const REST_MS = 30
const GIVE_UP_MS = 15_000
const PIECE_MS = 10

/** Sends bytes as they are, and waits for what comes back: an answer, or the end of the connection. */
export function sendRaw(port: number, { bytes, whole, pieces = 1 }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    let asked = performance.now()
    let answered: number | null = null
    let cutOff = false
    let isSent = false
    const timers: NodeJS.Timeout[] = []
    const after = (ms: number, then: () => void) => void timers.push(setTimeout(then, ms))
    const done = () => {
      for (const timer of timers) clearTimeout(timer)
      socket.destroy()
      const text = Buffer.concat(chunks).toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      const ms = (answered ?? performance.now()) - asked
      resolve({ status: status === undefined ? null : Number(status), text, cutOff, ms })
    }
    after(GIVE_UP_MS, done)
    socket.on('error', () => {
      cutOff = !isSent
      done()
    })
    socket.on('close', done)
    socket.on('data', (chunk) => {
      if (answered === null) {
        answered = performance.now()
        after(REST_MS, done)
      }
      chunks.push(chunk)
    })
    const sent = (error?: Error | null) => {
      isSent = !error
      asked = performance.now()
      if (whole) return
      after(UNFINISHED_MS, () => {
        if (answered !== null) return
        asked = performance.now()
        socket.end()
      })
    }
    const size = Math.ceil(bytes.length / pieces)
    const sendFrom = (at: number) => {
      const end = at + size
      if (end >= bytes.length) return void socket.write(bytes.subarray(at), sent)
      socket.write(bytes.subarray(at, end))
      after(PIECE_MS, () => sendFrom(end))
    }
    socket.on('connect', () => sendFrom(0))
  })
}

/** A request's bytes from its parts; the head is sent as Latin-1, so that any byte can be in it. */
export function rawRequest(
  start: string,
  headers: readonly (readonly [name: string, value: string])[],
  body: string | Uint8Array = '',
): Buffer {
  const head = [start, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body as string)])
}
