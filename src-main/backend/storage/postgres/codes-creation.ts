import { sql } from 'kysely'
import { LARGEST_CODE_ID } from '#shared/domain/promo-code.ts'
import type { CodesReader, CodesWriter, NewCodes } from '../codes.ts'
import {
  type BatchTermsRow,
  commonValues,
  PROMO_CODE_COLUMNS,
  termsOf,
  validityOf,
} from '../promo-code-table.ts'
import { norwegianSortKey } from '../sort-key.ts'
import { asciiLower } from './ascii-lower.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { copyField } from './copy-lines.ts'
import { serverCode } from './errors.ts'
import { query, raw } from '../sql/query.ts'
import { isUsableFromNowOn } from '../sql/status.ts'

type Reading = Pick<CodesReader, 'findTaken' | 'takenAmong' | 'countLike' | 'countHolders' | 'termsOf'>
type Writing = Pick<CodesWriter, 'insertBatches' | 'reserve' | 'insert'>

export const creationReader = (connection: ReadConnection): Reading => ({
  async findTaken(code) {
    const found = await connection.get(
      'codes.taken',
      query
        .selectFrom('promo_code')
        .select(['recipient_name', 'used', 'usage_limit', 'valid_from', 'expires', 'deleted_at'])
        .where(sql`lower(code)`, '=', asciiLower(code)),
    )
    return found && { recipient: found.recipient_name, ...validityOf(found) }
  },

  async takenAmong(codes) {
    const found = await connection.all(
      'codes.taken-among',
      query
        .selectFrom('promo_code')
        .select(['code', 'recipient_name', 'used', 'usage_limit', 'valid_from', 'expires', 'deleted_at'])
        .where(sql<boolean>`lower(code) = ANY(${codes.map(asciiLower)}::text[])`),
    )
    return found.map((row) => ({ code: row.code, recipient: row.recipient_name, ...validityOf(row) }))
  },

  async termsOf(batch) {
    const row = await connection.get(
      'codes.terms',
      raw(sql<BatchTermsRow>`SELECT promo_code.*, code_type, batch.name AS batch_name
        FROM promo_code JOIN batch ON batch.id = batch_id WHERE batch_id = ${batch} ORDER BY promo_code.id LIMIT 1`),
    )
    return row && termsOf(row)
  },

  async countLike(pattern) {
    const alike = sql`lower(code) LIKE ${asciiLower(pattern)}`
    const [count = 0] = await connection.column<number>(
      'codes.count-like',
      raw(sql`SELECT (SELECT count(*) FROM promo_code WHERE ${alike})
        + (SELECT count(*) FROM withdrawn_code WHERE ${alike})`),
    )
    return count
  },

  async countHolders(emails, { service, appliesTo, today }) {
    const [count = 0] = await connection.column<number>(
      'codes.holders',
      raw(sql`SELECT count(*) FROM unnest(${emails.map(asciiLower)}::text[]) AS asked (email)
        WHERE EXISTS (
          SELECT 1 FROM promo_code
          WHERE lower(recipient_email) = asked.email AND service = ${service} AND applies_to = ${appliesTo}
            AND ${isUsableFromNowOn(today)})`),
    )
    return count
  },
})

export const creationWriter = (connection: WriteConnection): Writing => ({
  async insertBatches({ operationId, service, at, names, codeType }) {
    return await connection.column<number>(
      'batches.insert',
      raw(sql`INSERT INTO batch (id, operation_id, name, service, created_at, code_type)
        SELECT (SELECT coalesce(max(id), 0) FROM batch) + position, ${operationId}::bigint, name, ${service}, ${at}::bigint,
          ${codeType && JSON.stringify(codeType)}::text
        FROM unnest(${names}::text[]) WITH ORDINALITY AS asked (name, position)
        ORDER BY position RETURNING id`),
    )
  },

  async reserve(count) {
    const [last = 0] = await connection.column<number>(
      'codes.max-id',
      raw(sql`SELECT greatest(
        (SELECT coalesce(max(id), 0) FROM promo_code), (SELECT coalesce(max(id), 0) FROM withdrawn_code))`),
    )
    if (last + count > LARGEST_CODE_ID) throw new RangeError('no ids left for promo codes')
    return last + 1
  },

  async insert(codes) {
    const taken = codes.neverBefore
      ? await positionsOf(connection, codes, 'withdrawn_code')
      : new Set<number>()
    // Of generated codes hardly ever one is taken: they are looked up only where the server has refused a block.
    if (await tryToCopy(connection, codes, taken)) return [...taken]
    for (const position of await positionsOf(connection, codes, 'promo_code')) taken.add(position)
    for (const position of repeated(codes, taken)) taken.add(position)
    await copy(connection, codes, taken)
    return [...taken].sort((one, other) => one - other)
  },
})

const UNIQUE_VIOLATION = '23505'

/** False where a code is taken. */
async function tryToCopy(
  connection: WriteConnection,
  codes: NewCodes,
  without: ReadonlySet<number>,
): Promise<boolean> {
  try {
    await connection.savepoint(() => copy(connection, codes, without))
    return true
  } catch (error) {
    if (serverCode(error) === UNIQUE_VIOLATION) return false
    throw error
  }
}

/** The positions of those codes that the table has. */
async function positionsOf(
  connection: WriteConnection,
  { codes }: NewCodes,
  table: 'promo_code' | 'withdrawn_code',
): Promise<Set<number>> {
  const positions = await connection.column<number>(
    'codes.positions',
    raw(sql`SELECT (position - 1)::int FROM unnest(${codes.map(asciiLower)}::text[]) WITH ORDINALITY AS asked (code, position)
      WHERE EXISTS (SELECT 1 FROM ${sql.table(table)} WHERE lower(${sql.table(table)}.code) = asked.code)`),
  )
  return new Set(positions)
}

/** The positions of codes that are the same as one before them, `without` aside. */
function* repeated({ codes }: NewCodes, without: ReadonlySet<number>): Generator<number> {
  const known = new Set<string>()
  for (const [i, code] of codes.entries()) {
    if (without.has(i)) continue
    const key = asciiLower(code)
    if (known.has(key)) yield i
    known.add(key)
  }
}

const TARGET = `promo_code (${PROMO_CODE_COLUMNS.join(', ')})`

const copy = (connection: WriteConnection, codes: NewCodes, without: ReadonlySet<number>): Promise<void> =>
  connection.copy('codes.insert', TARGET, [copyText(codes, without)])

/** The codes as lines of COPY, the columns in the order of `PROMO_CODE_COLUMNS`. */
function copyText(
  { creation, at, ids, codes, batches, recipients, emails }: NewCodes,
  without: ReadonlySet<number>,
): string {
  const common = commonValues(creation, at).map(copyField).join('\t')
  let text = ''
  let [name, fields] = ['', '\t']
  for (const [i, id] of ids.entries()) {
    if (without.has(i)) continue
    const recipient = recipients[i] ?? ''
    if (recipient !== name)
      [name, fields] = [recipient, `${copyField(recipient)}\t${copyField(norwegianSortKey(recipient))}`]
    text += `${id}\t${copyField(codes[i] ?? '')}\t${batches[i] ?? 0}\t${fields}\t${copyField(emails[i] ?? '')}\t${common}\n`
  }
  return text
}
