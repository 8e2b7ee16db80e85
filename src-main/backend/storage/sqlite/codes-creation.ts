import { sql } from 'kysely'
import type { BatchTerms } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { LARGEST_CODE_ID } from '#shared/domain/promo-code.ts'
import type { NewBatches, NewCodes, TakenCode } from '../codes.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from '../sql/query.ts'
import { compile } from './query.ts'
import {
  type BatchTermsRow,
  commonValues,
  type OwnValues,
  PROMO_CODE_COLUMNS,
  type PromoCodeTable,
  termsOf,
  validityOf,
} from '../promo-code-table.ts'
import { norwegianSortKey } from '../sort-key.ts'
import { isUsableFromNowOn } from '../sql/status.ts'

/**
 * The first of `count` ids never used before, not even by codes whose creation was undone.
 * @throws RangeError when the ids have run out
 */
export function nextCodeId(connection: ReadConnection, count: number): number {
  const row = connection.get(
    'codes.max-id',
    raw(
      sql<{ id: number }>`SELECT max(
        (SELECT coalesce(max(id), 0) FROM promo_code), (SELECT coalesce(max(id), 0) FROM withdrawn_code)) AS id`,
    ),
  )
  const first = (row?.id ?? 0) + 1
  if (first + count - 1 > LARGEST_CODE_ID) throw new RangeError('no ids left for promo codes')
  return first
}

/** Answers with the numbers of the batches, in the order of their names. */
export function insertBatches(
  connection: WriteConnection,
  { operationId, service, at, names, codeType }: NewBatches,
): number[] {
  const max = query.selectFrom('batch').select(({ fn }) => fn.max('id').as('id'))
  const first = (connection.get('batches.max-id', max)?.id ?? 0) + 1
  const code_type = codeType && JSON.stringify(codeType)
  return names.map((name, i) => {
    const batch = { id: first + i, operation_id: operationId, name, service, created_at: at, code_type }
    connection.run('batches.insert', query.insertInto('batch').values(batch))
    return batch.id
  })
}

/** Inserts those whose code nobody has; answers with the positions of the others. */
export function insertCodes(connection: WriteConnection, added: NewCodes): number[] {
  const columns = PROMO_CODE_COLUMNS.join(', ')
  const marks = PROMO_CODE_COLUMNS.map(() => '?').join(', ')
  const statement = connection.prepare(
    `INSERT INTO promo_code (${columns}) VALUES (${marks}) ON CONFLICT (code) DO NOTHING`,
  )
  const { ids, codes, batches, recipients, emails } = added
  const common = commonValues(added.creation, added.at)
  const isWithdrawn =
    added.neverBefore && hasWithdrawn(connection) ? withdrawnLookup(connection) : () => false
  const taken: number[] = []
  let [name, key] = ['', '']
  for (const [i, code] of codes.entries()) {
    const recipient = recipients[i] ?? ''
    if (recipient !== name) [name, key] = [recipient, norwegianSortKey(recipient)]
    const own: OwnValues = [ids[i] ?? 0, code, batches[i] ?? 0, recipient, key, emails[i] ?? '']
    if (isWithdrawn(code) || statement.run(...own, ...common).changes === 0) taken.push(i)
  }
  return taken
}

const hasWithdrawn = (connection: ReadConnection): boolean =>
  connection.get('codes.any-withdrawn', query.selectFrom('withdrawn_code').select('id').limit(1)) !==
  undefined

function withdrawnLookup(connection: ReadConnection): (code: string) => boolean {
  const { sql: text } = compile(
    query.selectFrom('withdrawn_code').select('id').where('code', '=', '').limit(1),
  )
  const statement = connection.prepare(text)
  return (code) => statement.get(code, 1) !== undefined
}

/** Those of `codes` that are in use, without regard to case. */
export const takenAmong = (
  connection: ReadConnection,
  codes: readonly string[],
): (TakenCode & { code: string })[] =>
  connection
    .all(
      'codes.taken-among',
      raw(sql<TakenRow>`SELECT code, recipient_name, used, usage_limit, valid_from, expires, deleted_at
        FROM json_each(${JSON.stringify(codes)}) AS asked CROSS JOIN promo_code ON code = asked.value`),
    )
    .map((row) => ({ code: row.code, recipient: row.recipient_name, ...validityOf(row) }))

type TakenRow = Pick<
  PromoCodeTable,
  'code' | 'recipient_name' | 'used' | 'usage_limit' | 'valid_from' | 'expires' | 'deleted_at'
>

/** The terms of the batch's first code in use. */
export function termsOfBatch(connection: ReadConnection, batch: number): BatchTerms | undefined {
  const row = connection.get(
    'codes.terms',
    raw(sql<BatchTermsRow>`SELECT promo_code.*, code_type, batch.name AS batch_name
      FROM promo_code JOIN batch ON batch.id = batch_id WHERE batch_id = ${batch} ORDER BY promo_code.id LIMIT 1`),
  )
  return row && termsOf(row)
}

/** The code that has this text, without regard to case. */
export function findTaken(connection: ReadConnection, code: string): TakenCode | undefined {
  const row = connection.get(
    'codes.taken',
    query
      .selectFrom('promo_code')
      .select(['recipient_name', 'used', 'usage_limit', 'valid_from', 'expires', 'deleted_at'])
      .where('code', '=', code),
  )
  return row && { recipient: row.recipient_name, ...validityOf(row) }
}

/** How many codes were issued whose text a LIKE pattern matches, also those whose creation was undone. */
export function countLike(connection: ReadConnection, pattern: string): number {
  const row = connection.get(
    'codes.count-like',
    raw(sql<{ count: number }>`SELECT (SELECT count(*) FROM promo_code WHERE code LIKE ${pattern})
      + (SELECT count(*) FROM withdrawn_code WHERE code LIKE ${pattern}) AS count`),
  )
  return row?.count ?? 0
}

/** How many of `emails` have a code of this service and application that is active on `today` or not yet valid. */
export function countHolders(
  connection: ReadConnection,
  emails: readonly string[],
  { service, appliesTo, today }: { service: string; appliesTo: string; today: IsoDate },
): number {
  const row = connection.get(
    'codes.holders',
    raw(sql<{ count: number }>`
      SELECT count(*) AS count FROM json_each(${JSON.stringify(emails)}) AS asked
      WHERE EXISTS (
        SELECT 1 FROM promo_code
        WHERE recipient_email = asked.value COLLATE NOCASE AND service = ${service} AND applies_to = ${appliesTo}
          AND ${isUsableFromNowOn(today)})`),
  )
  return row?.count ?? 0
}
