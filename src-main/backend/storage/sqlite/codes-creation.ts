import { sql } from 'kysely'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { NewBatches, NewCodes, TakenCode } from '../codes.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import { commonValues, type OwnValues, PROMO_CODE_COLUMNS, validityOf } from '../promo-code-table.ts'
import { norwegianSortKey } from '../sort-key.ts'
import { isUsableFromNowOn } from './status.ts'

/** Ids of report rows are kept as 32-bit numbers. */
const LARGEST_ID = 2 ** 32 - 1

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
  if (first + count - 1 > LARGEST_ID) throw new RangeError('no ids left for promo codes')
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
  const { sql: text } = query
    .selectFrom('withdrawn_code')
    .select('id')
    .where('code', '=', '')
    .limit(1)
    .compile()
  const statement = connection.prepare(text)
  return (code) => statement.get(code, 1) !== undefined
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
