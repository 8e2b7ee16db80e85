import { sql } from 'kysely'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection } from './connection.ts'
import type { IdChunk } from './id-chunks.ts'
import type { CodeToSend } from './mail-queue.ts'
import { pickedCodes } from './picked-codes.ts'
import { query, raw } from './query.ts'

export type SampleKind = 'longest-name' | 'no-name'

export interface FoundSample {
  readonly id: number
  readonly length: number
}

/** A code of the service whose recipient has the longest name, or none but the part before @; of the chunk, or of all. */
export function findSample(
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
            WHERE service = ${service} AND ${nameless} LIMIT 1`
        : sql<FoundSample>`SELECT promo_code.id AS id, length(recipient_name) AS length FROM ${from}
            WHERE service = ${service} ORDER BY length(recipient_name) DESC LIMIT 1`,
    ),
  )
}

/** All codes of the recipient of a code in its batch, in the order of their creation. */
export const codesBeside = (connection: ReadConnection, id: number): CodeToSend[] =>
  connection.all(
    'mail.codes-beside',
    query
      .selectFrom('promo_code as asked')
      .innerJoin('promo_code', (join) =>
        join
          .onRef('promo_code.batch_id', '=', 'asked.batch_id')
          .on(sql<boolean>`promo_code.recipient_email = asked.recipient_email COLLATE NOCASE`),
      )
      .where('asked.id', '=', id)
      .select([
        'promo_code.id',
        'promo_code.code',
        'promo_code.batch_id',
        'promo_code.recipient_name',
        'promo_code.recipient_email',
        'promo_code.discount_kind',
        'promo_code.discount_value',
        'promo_code.discount_currency',
        'promo_code.usage_limit',
        'promo_code.used',
        'promo_code.expires',
        'promo_code.deleted_at',
      ])
      .orderBy('promo_code.id'),
  )
