import { once } from 'node:events'
import { createServer, connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'

/** When the connection is cut: before the server gets the statement, or once it has answered, before the client has that. */
export type CutAt = 'statement' | 'answer'

export interface PostgresProxy {
  /** As the given one, through the proxy. Without TLS. */
  readonly target: PostgresTarget
  /**
   * How often a client has sent something and then waited: what it sends while it waits for an answer already is part of
   * the same round trip.
   */
  roundTrips(): number
  /**
   * Cuts all connections at the `nth` round trip from now, counted from 1; answers whether it has, and how many there
   * have been until then, when it is asked.
   */
  cutAt(nth: number, at: CutAt): { readonly done: () => boolean; trips(): number; forget(): void }
  /** From now on each way takes so long. */
  delay(ms: number): void
  /** Ends all connections and takes no others until `restore`. */
  away(): Promise<void>
  restore(): Promise<void>
  /** From now on what is sent reaches nobody, and no connection ends, as where a network fails without a word. */
  swallow(): void
  close(): Promise<void>
}

/** Messages of a client that the server answers with ReadyForQuery: a simple query, and Sync. */
const ASKS = new Set(['Q', 'S'])
/** The end of COPY's data: the server's answer follows it, to a query that was asked before. */
const COPY_ENDS = new Set(['c', 'f'])
const HEADER_BYTES = 5

/** A proxy in front of PostgreSQL that counts round trips, delays, and cuts connections. */
export async function startPostgresProxy(target: PostgresTarget): Promise<PostgresProxy> {
  let trips = 0
  let delayMs = 0
  let cut: { left: number; readonly at: CutAt; isDone: boolean } | undefined
  let isSwallowing = false
  const sockets = new Set<Socket>()
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  /** Answers whether the statement goes on to the server. */
  const countTrip = (): 'passes' | 'cut' | 'cut-answer' => {
    trips += 1
    if (!cut || cut.isDone || (cut.left -= 1) > 0) return 'passes'
    return cut.at === 'statement' ? 'cut' : 'cut-answer'
  }
  const finishCut = (): void => {
    if (cut) cut.isDone = true
    cutAll()
  }

  const serve = (client: Socket): void => {
    const server = connect({ host: target.host, port: target.port })
    /** What the client has asked and the server has not answered. */
    let open = 0
    let cutsAnswer = false
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    const forward = async (to: Socket, chunk: Buffer): Promise<void> => {
      if (isSwallowing) return
      if (delayMs > 0) await wait(delayMs)
      if (!to.destroyed) to.write(chunk)
    }
    const fromClient = messages({ hasStartup: true }, (type) => {
      if (COPY_ENDS.has(type)) return void (trips += 1)
      if (!ASKS.has(type)) return
      const isTrip = open === 0
      open += 1
      if (!isTrip) return
      const what = countTrip()
      if (what === 'cut') finishCut()
      cutsAnswer ||= what === 'cut-answer'
    })
    const fromServer = messages({ hasStartup: false }, (type) => {
      if (type !== 'Z') return
      open = Math.max(0, open - 1)
      if (cutsAnswer && open === 0) finishCut()
    })
    client.on('data', (chunk: Buffer) => {
      fromClient(chunk)
      void forward(server, chunk)
    })
    server.on('data', (chunk: Buffer) => {
      fromServer(chunk)
      if (!client.destroyed) void forward(client, chunk)
    })
  }

  const listener = createServer(serve)
  const listen = async (port: number): Promise<number> => {
    listener.listen(port, '127.0.0.1')
    await once(listener, 'listening')
    return (listener.address() as { port: number }).port
  }
  const port = await listen(0)
  const away = async (): Promise<void> => {
    const closed = listener.listening ? once(listener, 'close') : undefined
    listener.close()
    cutAll()
    await closed
  }
  return {
    target: { ...target, port },
    roundTrips: () => trips,
    cutAt(nth, at) {
      const mine = { left: nth, at, isDone: false }
      cut = mine
      return { done: () => mine.isDone, trips: () => nth - mine.left, forget: () => void (cut = undefined) }
    },
    delay: (ms) => void (delayMs = ms),
    away,
    async restore() {
      isSwallowing = false
      await listen(port)
    },
    swallow: () => void (isSwallowing = true),
    close: away,
  }
}

/** Calls `onMessage` with the type of each message of PostgreSQL's protocol, as soon as all of it is there. */
function messages({ hasStartup }: { hasStartup: boolean }, onMessage: (type: string) => void) {
  let rest: Buffer = Buffer.alloc(0)
  let isStarted = !hasStartup
  return (chunk: Buffer): void => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (;;) {
      const typeBytes = isStarted ? 1 : 0
      if (rest.length < HEADER_BYTES) return
      const end = typeBytes + rest.readUInt32BE(typeBytes)
      if (rest.length < end) return
      if (isStarted) onMessage(String.fromCharCode(rest[0] ?? 0))
      isStarted = true
      rest = rest.subarray(end)
    }
  }
}
