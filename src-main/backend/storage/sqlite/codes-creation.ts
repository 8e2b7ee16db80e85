import { sql } from 'kysely'
import type { Creation } from '#shared/domain/creation.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import { commonValues, type OwnValues, PROMO_CODE_COLUMNS, type PromoCodeTable } from './promo-code-table.ts'
import type { BatchTable } from './schema.ts'

/** Ids of report rows are kept as 32-bit numbers. */
const LARGEST_ID = 2 ** 32 - 1

/**
 * The first of `count` ids never used before, not even by codes whose creation was undone.
 * @throws RangeError when the ids have run out
 */
export async function nextCodeId(connection: ReadConnection, count: number): Promise<number> {
  const row = connection.get(
    'codes.max-id',
    raw(
      sql<{ id: number }>`SELECT max(
        (SELECT coalesce(max(id), 0) FROM promo_code), (SELECT coalesce(max(id), 0) FROM withdrawn_code)) AS id`,
    ),
  )
  const first = (row?.id ?? 0) + 1
  if (first + count - 1 > LARGEST_ID) throw new RangeError('no ids left for promo codes')
  return first
}

export async function nextBatchId(connection: ReadConnection): Promise<number> {
  const max = query.selectFrom('batch').select(({ fn }) => fn.max('id').as('id'))
  return (connection.get('batches.max-id', max)?.id ?? 0) + 1
}

export async function insertBatch(connection: WriteConnection, batch: BatchTable): Promise<void> {
  connection.run('batches.insert', query.insertInto('batch').values(batch))
}

export interface CodeInserter {
  /** False when another code, also a withdrawn one where `neverBefore`, has this text already. */
  insert(...own: OwnValues): boolean
}

/** A prepared insert for the codes of one creation. */
export function codeInserter(
  connection: WriteConnection,
  { creation, at }: { creation: Creation; at: number },
  { neverBefore }: { neverBefore: boolean },
): CodeInserter {
  const columns = PROMO_CODE_COLUMNS.join(', ')
  const marks = PROMO_CODE_COLUMNS.map(() => '?').join(', ')
  const statement = connection.prepare(
    `INSERT INTO promo_code (${columns}) VALUES (${marks}) ON CONFLICT (code) DO NOTHING`,
  )
  const common = commonValues(creation, at)
  const withdrawn = neverBefore && hasWithdrawn(connection) ? withdrawnLookup(connection) : () => false
  return {
    insert: (...own) => !withdrawn(own[1]) && statement.run(...own, ...common).changes === 1,
  }
}

const hasWithdrawn = (connection: ReadConnection): boolean =>
  connection.get('codes.any-withdrawn', query.selectFrom('withdrawn_code').select('id').limit(1)) !==
  undefined

function withdrawnLookup(connection: ReadConnection): (code: string) => boolean {
  const { sql: text } = query
    .selectFrom('withdrawn_code')
    .select('id')
    .where('code', '=', '')
    .limit(1)
    .compile()
  const statement = connection.prepare(text)
  return (code) => statement.get(code, 1) !== undefined
}

export type TakenCode = Pick<
  PromoCodeTable,
  'recipient_name' | 'used' | 'usage_limit' | 'expires' | 'deleted_at'
>

/** The code that has this text, without regard to case. */
export async function findTaken(connection: ReadConnection, code: string): Promise<TakenCode | undefined> {
  return connection.get(
    'codes.taken',
    query
      .selectFrom('promo_code')
      .select(['recipient_name', 'used', 'usage_limit', 'expires', 'deleted_at'])
      .where('code', '=', code),
  )
}

/** How many of `emails` have an active code of this service and application on `today`. */
export async function countHolders(
  connection: ReadConnection,
  emails: readonly string[],
  { service, appliesTo, today }: { service: string; appliesTo: string; today: string },
): Promise<number> {
  const row = connection.get(
    'codes.holders',
    raw(sql<{ count: number }>`
      SELECT count(*) AS count FROM json_each(${JSON.stringify(emails)}) AS asked
      WHERE EXISTS (
        SELECT 1 FROM promo_code
        WHERE recipient_email = asked.value COLLATE NOCASE AND service = ${service} AND applies_to = ${appliesTo}
          AND deleted_at IS NULL AND expires >= ${today} AND (usage_limit IS NULL OR used < usage_limit))`),
  )
  return row?.count ?? 0
}
