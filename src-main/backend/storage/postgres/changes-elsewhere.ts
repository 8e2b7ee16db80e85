import type pg from 'pg'
import { z } from 'zod'
import { STORED_AREAS, type StoredArea, storedAreaSchema } from '#shared/contract/stored-areas.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { listenTo } from './listening.ts'
import type { PostgresTarget } from './server.ts'

/** Of a program that uses the database, so that it does not take its own changes for another's. */
export type ClientName = string

/** Where every transaction that stored something says who did, and in which areas. */
const CHANNEL = 'ecommerce_admin_changes'
const NOTIFY = `SELECT pg_notify('${CHANNEL}', $1)`

const noticeSchema = z.object({ by: z.string(), areas: z.array(storedAreaSchema) })
type Notice = z.output<typeof noticeSchema>

/** The server notifies when the transaction commits, and not where it is rolled back. */
export async function notifyOthers(
  client: pg.ClientBase,
  by: ClientName,
  areas: ReadonlySet<StoredArea>,
): Promise<void> {
  await client.query(NOTIFY, [JSON.stringify({ by, areas: [...areas] } satisfies Notice)])
}

/** Undefined of what this version does not understand. */
function readNotice(payload: string): Notice | undefined {
  try {
    return noticeSchema.parse(JSON.parse(payload))
  } catch {
    return undefined
  }
}

/** Held by the one that leads, as long as its connection lives: a number that nothing else uses. */
const LEADER_LOCK = 0x45434f4c
/** Whether this one can lead, and whether the connection lives, is looked at so often. */
const LOOK_EVERY_MS = 30_000

/** Of other programs that use the same database. */
export interface Others {
  /** One of them has stored something in these areas, or may have while this one was not connected. */
  onChanged(areas: readonly StoredArea[]): void
  /** This program leads from now on (`Elsewhere.leads`), after it did not. */
  onLeading(): void
}

export interface Elsewhere {
  /** Whether this is the one that does what nobody asked for, of all the programs that use the database. */
  leads(): boolean
  close(): Promise<void>
}

export interface ElsewhereOptions {
  readonly target: PostgresTarget
  readonly log: Log
  readonly own: ClientName
  readonly others: Others
}

/**
 * Listens to what other programs store, and leads them where none does.
 * @throws Refusal of the area `storage` where there is no connection at first
 */
export async function listenElsewhere({ target, log, own, others }: ElsewhereOptions): Promise<Elsewhere> {
  let isLeading = false
  const lead = async (): Promise<boolean> => {
    if (isLeading) return await ask('SELECT true')
    return (isLeading = await ask(`SELECT pg_try_advisory_lock(${LEADER_LOCK})`))
  }
  const ask = async (question: string): Promise<boolean> => (await connection.ask(question)) === true
  const look = async (): Promise<void> => {
    const before = isLeading
    // A connection that is lost says so by itself.
    if ((await lead().catch(() => false)) && !before) others.onLeading()
  }
  const connection = await listenTo({
    target,
    log,
    channel: CHANNEL,
    onNotice(payload) {
      const notice = readNotice(payload)
      if (notice?.by === own) return
      const areas = notice?.areas ?? STORED_AREAS
      if (areas.length > 0) others.onChanged(areas)
      // The one that led says so when it ends.
      else void look()
    },
    onLost: () => void (isLeading = false),
    onBack() {
      others.onChanged(STORED_AREAS)
      void look()
    },
  })
  await lead().catch(() => undefined)
  const looking = setInterval(() => void look(), LOOK_EVERY_MS)
  looking.unref()

  return {
    leads: () => isLeading,
    async close() {
      clearInterval(looking)
      const wasLeading = isLeading
      isLeading = false
      if (wasLeading) await leave().catch(() => undefined)
      await connection.close()
    },
  }

  async function leave(): Promise<void> {
    await connection.ask('SELECT pg_advisory_unlock_all()')
    await connection.ask(NOTIFY, [JSON.stringify({ by: own, areas: [] } satisfies Notice)])
  }
}
