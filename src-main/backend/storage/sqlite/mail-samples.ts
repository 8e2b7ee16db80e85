import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Service } from '#shared/domain/services.ts'
import type { SampleKind } from '../mail-queue.ts'
import type { ResultSet } from '../result-sets.ts'
import type { ReadConnection } from './connection.ts'
import { CHUNK, type IdChunk, idChunks } from '../id-chunks.ts'
import { pickedCodes } from './picked-codes.ts'
import { raw } from '../sql/query.ts'

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
  if (!set) return findIn(connection, kind, service)?.id ?? null
  const ids = new Uint32Array(set.content as SharedArrayBuffer).slice().sort()
  let best: FoundSample | undefined
  for (const chunk of idChunks(ids, 4 * CHUNK)) {
    const found = findIn(connection, kind, service, chunk)
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
function findIn(
  connection: ReadConnection,
  kind: SampleKind,
  service: Service,
  chunk?: IdChunk,
): FoundSample | undefined {
  const from = chunk ? pickedCodes(chunk) : sql`promo_code`
  const nameless = sql`recipient_name = substr(recipient_email, 1, instr(recipient_email, '@') - 1)`
  return connection.get(
    'mail.sample',
    raw(
      kind === 'no-name'
        ? sql<FoundSample>`SELECT promo_code.id AS id, 0 AS length FROM ${from}
            WHERE service = ${service} AND recipient_email <> '' AND ${nameless} LIMIT 1`
        : sql<FoundSample>`SELECT promo_code.id AS id, length(recipient_name) AS length FROM ${from}
            WHERE service = ${service} AND recipient_email <> '' ORDER BY length(recipient_name) DESC LIMIT 1`,
    ),
  )
}
