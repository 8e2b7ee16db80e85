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
const UNDID = sql`json_extract(one.details, '$.operationId')`
const WITH_ROOT = sql`operation AS one JOIN operation AS root ON root.id = CASE one.kind
    WHEN 'redo' THEN ${UNDID}
    WHEN 'undo' THEN coalesce((SELECT json_extract(again.details, '$.operationId') FROM operation AS again
      WHERE again.id = ${UNDID} AND again.kind = 'redo'), ${UNDID})
    ELSE one.id END`

export async function searchOperations(
  connection: ReadConnection,
  search: OperationSearch,
  page: { before?: number | undefined; limit: number },
): Promise<{ total: number; operations: StoredOperation[] }> {
  const conditions = conditionsOf(connection, search)
  const matches = await textTest(connection, search)
  if (matches) return pageOf(every(connection, conditions), matches, page)
  const [total = 0] = connection.column<number>(
    'operations.matching',
    raw(sql`SELECT count(*) ${fromWhere(conditions)}`),
  )
  return { total, operations: newestOf(connection, conditions, page) }
}

export async function pageOfOperations(
  connection: ReadConnection,
  search: OperationSearch,
  { before, limit }: { before: number; limit: number },
): Promise<StoredOperation[]> {
  const conditions = conditionsOf(connection, search)
  const matches = await textTest(connection, search)
  return matches
    ? firstOf(every(connection, conditions, before), matches, limit)
    : newestOf(connection, conditions, { before, limit })
}

/** Whether an operation reads every word of the text or concerns it as a code; null where there is no text. */
async function textTest(
  connection: ReadConnection,
  { text = '', language }: OperationSearch,
): Promise<((operation: StoredOperation) => boolean) | null> {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const reads = await createReadsWord(language)
  const concerned = new Map(words.map((word) => [word, idsConcerning(connection, typedCode(word))]))
  return (operation) =>
    words.every((word) => concerned.get(word)?.has(operation.id) || reads(operation, word))
}

const fromWhere = (conditions: readonly Condition[]) =>
  sql`FROM ${WITH_ROOT} WHERE ${sql.join([sql<boolean>`TRUE`, ...conditions], sql` AND `)}`

const newestOf = (
  connection: ReadConnection,
  conditions: readonly Condition[],
  { before, limit }: { before?: number | undefined; limit: number },
): StoredOperation[] => {
  const older = before === undefined ? conditions : [...conditions, sql<boolean>`one.id < ${before}`]
  return operationsOf(connection, sql`SELECT one.* ${fromWhere(older)} ORDER BY one.id DESC LIMIT ${limit}`)
}

/** So many are in memory at once. */
const BLOCK = 5000

function* every(
  connection: ReadConnection,
  conditions: readonly Condition[],
  from = Number.MAX_SAFE_INTEGER,
): Generator<StoredOperation> {
  for (let before = from; ;) {
    const block = newestOf(connection, conditions, { before, limit: BLOCK })
    yield* block
    const last = block.at(-1)
    if (!last || block.length < BLOCK) return
    before = last.id
  }
}

function conditionsOf(
  connection: ReadConnection,
  { kinds, code, service, author, from, until, undone }: OperationSearch,
): Condition[] {
  return [
    ...(kinds ? [ofKinds(kinds)] : []),
    ...(code === undefined ? [] : [concerns(connection, code)]),
    ...(service ? [ofService(service)] : []),
    ...(author === undefined ? [] : [sql<boolean>`one.author = ${author}`]),
    ...(from === undefined ? [] : [sql<boolean>`one.at >= ${from}`]),
    ...(until === undefined ? [] : [sql<boolean>`one.at < ${until}`]),
    ...(undone === undefined ? [] : [sql<boolean>`(one.undone_by IS NOT NULL) = ${undone ? 1 : 0}`]),
  ]
}

const ofKinds = (kinds: readonly OperationKind[]): Condition =>
  kinds.length === 0
    ? sql`FALSE`
    : sql`(one.kind IN (${sql.join(kinds)}) OR root.kind IN (${sql.join(kinds)}))`

const ofService = (service: string): Condition =>
  sql`(json_extract(root.details, '$.service') = ${service} OR json_extract(root.details, '$.page') = ${service}
    OR EXISTS (SELECT 1 FROM json_each(root.details, '$.services') WHERE value = ${service})
    OR root.kind = 'set-services' OR json_extract(root.details, '$.links') = 1)`

const idsConcerning = (connection: ReadConnection, code: string): Set<number> =>
  new Set(
    connection.column<number>(
      'operations.concerning',
      raw(sql`SELECT one.id ${fromWhere([concerns(connection, code)])}`),
    ),
  )

/**
 * The condition that `root` concerned a code: one in use, or any of that text whose creation was undone. What changed many
 * codes is looked up operation by operation: an index by code would make every large change more expensive.
 */
function concerns(connection: ReadConnection, code: string): Condition {
  const ids = connection.column<number>(
    'operations.code-ids',
    raw(
      sql`SELECT id FROM promo_code WHERE code = ${code} UNION SELECT id FROM withdrawn_code WHERE code = ${code}`,
    ),
  )
  const charged = sql<boolean>`root.kind IN ('pay-test', 'reverse-payment', 'resolve-payment')
    AND json_extract(root.details, '$.code') = ${code} COLLATE NOCASE`
  if (ids.length === 0) return sql<boolean>`(${charged})`
  const these = sql.join(ids)
  const messages = sql`SELECT message_id FROM mail_message_code WHERE code_id IN (${these})`
  return sql<boolean>`(root.id IN (
      SELECT operation_id FROM batch WHERE id IN (
        SELECT batch_id FROM promo_code WHERE id IN (${these})
        UNION SELECT batch_id FROM withdrawn_code WHERE id IN (${these}))
      UNION SELECT operation_id FROM mail_message WHERE id IN (${messages})
      UNION SELECT operation_id FROM mail_change WHERE message_id IN (${messages})
      UNION SELECT operation_id FROM site_order WHERE code_id IN (${these}))
    OR EXISTS (SELECT 1 FROM operation_change WHERE operation_id = root.id AND code_id IN (${these}))
    OR EXISTS (SELECT 1 FROM code_edit WHERE operation_id = root.id AND code_id IN (${these}))
    OR EXISTS (SELECT 1 FROM site_order_return JOIN site_order ON site_order.id = site_order_id
      WHERE site_order_return.operation_id = root.id AND code_id IN (${these}))
    OR ${charged})`
}
