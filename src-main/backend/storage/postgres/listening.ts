import pg from 'pg'
import { guarded } from '#backend/kernel/guarded.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import { createRetries } from '#backend/kernel/retries.ts'
import { connecting, connectionConfig, type PostgresTarget, reasonOf } from './server.ts'

/** A connection that the network has dropped without a word shows by an answer that does not come. */
const ANSWER_MS = 10_000

export interface ListenOptions {
  readonly target: PostgresTarget
  readonly log: Log
  readonly channel: string
  onNotice(payload: string): void
  /** The connection is gone; what is sent meanwhile is lost. */
  onLost(): void
  /** A try to connect again was in vain, the first since it was lost: the server does not answer. */
  onUnanswered(): void
  /** It is back, with a session of its own. */
  onBack(): void
}

export interface ListeningConnection {
  /** The first column of the first row. Where there is no answer in time, the connection counts as lost. */
  ask(question: string, values?: readonly unknown[]): Promise<unknown>
  close(): Promise<void>
}

/**
 * A connection that listens to a channel of the server, and comes back when it is lost.
 * @throws Refusal of the area `storage` where there is none at first
 */
export async function listenTo(options: ListenOptions): Promise<ListeningConnection> {
  const { target, log, channel } = options
  /** None while it is lost. */
  let client: pg.Client | undefined
  let isAnswered = true
  let isClosed = false

  const lose = (lost: pg.Client, reason: string): void => {
    if (client !== lost) return
    client = undefined
    log.warn('storage.listening-lost', { reason })
    leave(lost)
    options.onLost()
    retries.begin()
  }
  const connect = async (): Promise<pg.Client> => {
    const next = new pg.Client({
      ...connectionConfig(target, { writes: false }),
      query_timeout: ANSWER_MS,
    })
    next.on('error', (error) => lose(next, reasonOf(error)))
    next.on('end', () => lose(next, 'ended'))
    next.on(
      'notification',
      guarded(log, 'storage.notification-failed', ({ payload }: pg.Notification) =>
        options.onNotice(payload ?? ''),
      ),
    )
    try {
      await next.connect()
      await next.query(`LISTEN ${channel}`)
      return next
    } catch (error) {
      leave(next)
      throw error
    }
  }
  const comeBack = async (): Promise<boolean> => {
    const next = await connect().catch(() => undefined)
    if (isClosed) {
      if (next) leave(next)
      return true
    }
    if (!next) {
      if (isAnswered) options.onUnanswered()
      isAnswered = false
      return false
    }
    client = next
    isAnswered = true
    log.info('storage.listening-again')
    options.onBack()
    return true
  }
  const retries = createRetries(comeBack)

  const oneByOne = createMutex()
  client = await connecting(log, connect)
  return {
    ask: (question, values = []) =>
      oneByOne.run(async () => {
        const asked = client
        if (!asked) throw new Error('the connection is lost')
        try {
          const { rows } = await asked.query<unknown[]>({
            text: question,
            values: [...values],
            rowMode: 'array',
          })
          return rows[0]?.[0]
        } catch (error) {
          lose(asked, reasonOf(error as Error))
          throw error
        }
      }),
    async close() {
      isClosed = true
      retries.stop()
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
    },
  }
}

/** Nobody waits for a server that may not answer. */
const leave = (left: pg.Client): void => void left.end().catch(() => undefined)
