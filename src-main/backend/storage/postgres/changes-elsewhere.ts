import type pg from 'pg'
import { z } from 'zod'
import { STORED_AREAS, type StoredArea, storedAreaSchema } from '#shared/contract/stored-areas.ts'
import { currentRequest } from '#backend/kernel/current-request.ts'
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

/** What a transaction that has written something is recognized by afterwards. */
export interface WrittenTransaction {
  /** Its number. A server that has crashed may give the same to another one. */
  readonly xid: string
  /** Whether it has itself recorded the present request. */
  readonly recorded: boolean
  /** Since when the server runs, which is another instant after a restart. */
  readonly serverSince: string
}

/**
 * Where the transaction has written something, the server notifies the others when it commits, and not where it is rolled
 * back. Answers null where it has not.
 */
export async function notifyOthers(
  client: pg.ClientBase,
  by: ClientName,
  areas: ReadonlySet<StoredArea>,
): Promise<WrittenTransaction | null> {
  const notice: Notice = { by, areas: [...areas] }
  const { rows } = await client.query<WrittenTransaction>(
    `SELECT own.xid::text AS xid, pg_postmaster_start_time()::text AS "serverSince",
        EXISTS (SELECT FROM request WHERE id = $2 AND xmin = own.xid::xid) AS recorded,
        pg_notify('${CHANNEL}', $1)::text AS notified
      FROM (SELECT pg_current_xact_id_if_assigned()) AS own (xid) WHERE own.xid IS NOT NULL`,
    [JSON.stringify(notice), currentRequest()?.id ?? null],
  )
  return rows[0] ?? null
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
const LOOK_EVERY_MS = 15_000

/** Of other programs that use the same database, and of the database. */
export interface Others {
  /** One of them has stored something in these areas, or may have while this one was not connected. */
  onChanged(areas: readonly StoredArea[]): void
  /** This program leads from now on (`Elsewhere.leads`), after it did not. */
  onLeading(): void
  /** The database does not answer any more. */
  onUnanswered(): void
  /** It answers again; `onChanged` has been called. */
  onAnswered(): void
}

export interface Elsewhere {
  /** Whether this is the one that does what nobody asked for, of all the programs that use the database. */
  leads(): boolean
  /** Looks at once whether the connection lives. */
  look(): void
  close(): Promise<void>
}

export interface ElsewhereOptions {
  readonly target: PostgresTarget
  readonly log: Log
  readonly own: ClientName
  readonly others: Others
  /** False for one that can change nothing: what nobody asked for would not be done at all. */
  readonly mayLead: boolean
}

/**
 * Listens to what other programs store, and leads them where none does.
 * @throws Refusal of the area `storage` where there is no connection at first
 */
export async function listenElsewhere({
  target,
  log,
  own,
  others,
  mayLead,
}: ElsewhereOptions): Promise<Elsewhere> {
  let isLeading = false
  const lead = async (): Promise<boolean> => {
    if (isLeading || !mayLead) return (await ask('SELECT true')) && isLeading
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
    onUnanswered: () => others.onUnanswered(),
    onBack() {
      others.onChanged(STORED_AREAS)
      others.onAnswered()
      void look()
    },
  })
  await lead().catch(() => undefined)
  const looking = setInterval(() => void look(), LOOK_EVERY_MS)
  looking.unref()

  return {
    leads: () => isLeading,
    look: () => void look(),
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
