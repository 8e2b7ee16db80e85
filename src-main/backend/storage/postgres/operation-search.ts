import { type RawBuilder, sql } from 'kysely'
import type { OperationKind } from '#shared/contract/operations.ts'
import { typedCode } from '#shared/domain/promo-code.ts'
import type { OperationSearch, StoredOperation } from '../operations.ts'
import { createReadsWord, firstOf, pageOf, wordsOf } from '../operation-text.ts'
import type { ReadConnection } from './connection.ts'
import { operationsOf } from './operations.ts'
import { raw } from '../sql/query.ts'

type Condition = RawBuilder<boolean>

/** Operations as `one`, each with what a person did in the first place as `root`: an undo may undo what was done again. */
const UNDID = sql`(one.details::json ->> 'operationId')::bigint`
const WITH_ROOT = sql`operation AS one JOIN operation AS root ON root.id = CASE one.kind
    WHEN 'redo' THEN ${UNDID}
    WHEN 'undo' THEN coalesce((SELECT (again.details::json ->> 'operationId')::bigint FROM operation AS again
      WHERE again.id = ${UNDID} AND again.kind = 'redo'), ${UNDID})
    ELSE one.id END`

export async function searchOperations(
  connection: ReadConnection,
  search: OperationSearch,
  page: { before?: number | undefined; limit: number },
): Promise<{ total: number; operations: StoredOperation[] }> {
  const conditions = await conditionsOf(connection, search)
  const matches = await textTest(connection, search)
  if (matches) return pageOf(await newestOf(connection, conditions), matches, page)
  const [total = 0] = await connection.column<number>(
    'operations.matching',
    raw(sql`SELECT count(*) ${fromWhere(conditions)}`),
  )
  return { total, operations: await newestOf(connection, older(conditions, page.before), page.limit) }
}

export async function pageOfOperations(
  connection: ReadConnection,
  search: OperationSearch,
  { before, limit }: { before: number; limit: number },
): Promise<StoredOperation[]> {
  const conditions = older(await conditionsOf(connection, search), before)
  const matches = await textTest(connection, search)
  return matches
    ? firstOf(await newestOf(connection, conditions), matches, limit)
    : await newestOf(connection, conditions, limit)
}

/** Whether an operation reads every word of the text or concerns it as a code; null where there is no text. */
async function textTest(
  connection: ReadConnection,
  { text = '', language }: OperationSearch,
): Promise<((operation: StoredOperation) => boolean) | null> {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const reads = await createReadsWord(language)
  const concerned = new Map<string, Set<number>>()
  for (const word of words) concerned.set(word, await idsConcerning(connection, typedCode(word)))
  return (operation) =>
    words.every((word) => concerned.get(word)?.has(operation.id) || reads(operation, word))
}

const older = (conditions: readonly Condition[], before: number | undefined): readonly Condition[] =>
  before === undefined ? conditions : [...conditions, sql<boolean>`one.id < ${before}::bigint`]

const fromWhere = (conditions: readonly Condition[]) =>
  sql`FROM ${WITH_ROOT} WHERE ${sql.join([sql<boolean>`TRUE`, ...conditions], sql` AND `)}`

const newestOf = (
  connection: ReadConnection,
  conditions: readonly Condition[],
  limit?: number,
): Promise<StoredOperation[]> =>
  operationsOf(
    connection,
    sql`SELECT one.* ${fromWhere(conditions)} ORDER BY one.id DESC ${limit === undefined ? sql`` : sql`LIMIT ${limit}`}`,
  )

async function conditionsOf(
  connection: ReadConnection,
  { kinds, code, service, author, from, until, undone }: OperationSearch,
): Promise<Condition[]> {
  return [
    ...(kinds ? [ofKinds(kinds)] : []),
    ...(code === undefined ? [] : [await concerns(connection, code)]),
    ...(service ? [ofService(service)] : []),
    ...(author === undefined ? [] : [sql<boolean>`one.author = ${author}`]),
    ...(from === undefined ? [] : [sql<boolean>`one.at >= ${from}`]),
    ...(until === undefined ? [] : [sql<boolean>`one.at < ${until}`]),
    ...(undone === undefined ? [] : [sql<boolean>`(one.undone_by IS NOT NULL) = ${undone}`]),
  ]
}

const ofKinds = (kinds: readonly OperationKind[]): Condition =>
  kinds.length === 0
    ? sql`FALSE`
    : sql`(one.kind IN (${sql.join(kinds)}) OR root.kind IN (${sql.join(kinds)}))`

const ofService = (service: string): Condition =>
  sql`(root.details::json ->> 'service' = ${service} OR root.details::json ->> 'page' = ${service}
    OR (root.details::jsonb -> 'services') ? ${service}
    OR root.kind = 'set-services' OR root.details::json ->> 'links' = 'true')`

const idsConcerning = async (connection: ReadConnection, code: string): Promise<Set<number>> =>
  new Set(
    await connection.column<number>(
      'operations.concerning',
      raw(sql`SELECT one.id ${fromWhere([await concerns(connection, code)])}`),
    ),
  )

/**
 * The condition that `root` concerned a code: one in use, or any of that text whose creation was undone.
 */
async function concerns(connection: ReadConnection, code: string): Promise<Condition> {
  const is = sql`lower(code) = lower(${code})`
  const ids = await connection.column<number>(
    'operations.code-ids',
    raw(sql`SELECT id FROM promo_code WHERE ${is} UNION SELECT id FROM withdrawn_code WHERE ${is}`),
  )
  const these = sql`${ids}::bigint[]`
  const messages = sql`SELECT message_id FROM mail_message_code WHERE code_id = ANY(${these})`
  return sql<boolean>`(root.id IN (
      SELECT operation_id FROM batch WHERE id IN (
        SELECT batch_id FROM promo_code WHERE id = ANY(${these})
        UNION SELECT batch_id FROM withdrawn_code WHERE id = ANY(${these}))
      UNION SELECT operation_id FROM mail_message WHERE id IN (${messages})
      UNION SELECT operation_id FROM mail_change WHERE message_id IN (${messages})
      UNION SELECT operation_id FROM site_order WHERE code_id = ANY(${these}))
    OR EXISTS (SELECT 1 FROM operation_change WHERE operation_id = root.id AND code_ids && ${these})
    OR EXISTS (SELECT 1 FROM code_edit WHERE operation_id = root.id AND code_id = ANY(${these}))
    OR EXISTS (SELECT 1 FROM site_order_return JOIN site_order ON site_order.id = site_order_id
      WHERE site_order_return.operation_id = root.id AND code_id = ANY(${these}))
    OR root.kind IN ('pay-test', 'reverse-payment', 'resolve-payment')
      AND lower((root.details::json ->> 'code') COLLATE "C") = lower(${code} COLLATE "C"))`
}
