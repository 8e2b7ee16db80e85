import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Service } from '#shared/domain/services.ts'
import type { SampleKind } from '../mail-queue.ts'
import type { ResultSet } from '../result-sets.ts'
import type { ReadConnection } from './connection.ts'
import { CHUNK, type IdChunk, idChunks } from '../id-chunks.ts'
import { ID } from './mail-conditions.ts'
import { raw } from './query.ts'
import { idsOf } from './set-ids.ts'

interface SampleAsked {
  readonly kind: SampleKind
  readonly service: Service
  readonly set: ResultSet | undefined
}

/** A code whose message shows what is awkward, of the set or of the whole site; null where there is none. */
export async function findSample(
  connection: ReadConnection,
  { kind, service, set }: SampleAsked,
): Promise<number | null> {
  if (!set) return (await findIn(connection, kind, service))?.id ?? null
  const ids = idsOf(set).slice().sort()
  let best: FoundSample | undefined
  for (const chunk of idChunks(ids, 4 * CHUNK)) {
    const found = await findIn(connection, kind, service, chunk)
    if (found && kind === 'no-name') return found.id
    if (found && found.length > (best?.length ?? -1)) best = found
    await yieldToEventLoop()
  }
  return best?.id ?? null
}

interface FoundSample {
  readonly id: number
  readonly length: number
}

/** A code of the service whose recipient has the longest name, or none but the part before @; of the chunk, or of all. */
async function findIn(
  connection: ReadConnection,
  kind: SampleKind,
  service: Service,
  chunk?: IdChunk,
): Promise<FoundSample | undefined> {
  const { positionIn } = connection.dialect
  const [name, email] = [sql.ref('recipient_name'), sql.ref('recipient_email')]
  const inChunk = chunk ? sql`AND ${isOf(connection, chunk)}` : sql``
  const where = sql`service = ${service} AND recipient_email <> '' ${inChunk}`
  const nameless = sql`${email} = ${name} || substr(${email}, ${positionIn(email, '@')})`
  return await connection.get(
    'mail.sample',
    raw(
      kind === 'no-name'
        ? sql<FoundSample>`SELECT id, 0 AS length FROM promo_code WHERE ${where} AND ${nameless}
            ORDER BY id LIMIT 1`
        : sql<FoundSample>`SELECT id, length(${name}) AS length FROM promo_code
            WHERE ${where} ORDER BY length(${name}) DESC, id LIMIT 1`,
    ),
  )
}

/** The condition that a code is of the chunk. */
const isOf = ({ dialect }: ReadConnection, { first, last, list }: IdChunk) =>
  list ? dialect.isAmong(ID, list) : sql<boolean>`id BETWEEN ${first} AND ${last}`
