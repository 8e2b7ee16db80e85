import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { OwnedConnection } from '../connection.ts'

/** What is done about rows that refer to one that is lost. */
type Repair =
  /** Such a row says nothing without the other, or holds only what an undo of that would need. */
  | 'remove'
  /** The reference can be left out. */
  | 'clear'
  /** The operation of the rescue takes the place of the one that is lost. */
  | 'to-rescue'
  /** SQL in which `:rescue` is that operation, and WHERE LOST finds the rows. What it leaves is removed. */
  | readonly string[]

type Repairs = Readonly<Record<string, Readonly<Record<string, Repair>>>>

const batchesOf = (table: string): Repair => [
  `INSERT INTO batch (id, operation_id, name, service, created_at)
    SELECT batch_id, :rescue, '', min(service), min(created_at) FROM ${table} WHERE LOST GROUP BY batch_id`,
]
const nearestRevision = (table: string): string =>
  `UPDATE ${table} SET revision = coalesce(
    (SELECT max(revision) FROM commerce_revision AS other WHERE other.revision < ${table}.revision),
    (SELECT min(revision) FROM commerce_revision)) WHERE LOST AND EXISTS (SELECT 1 FROM commerce_revision)`

/**
 * By table and column, in the order of doing: what refers to a table comes after that table's own references. Codes,
 * payments and messages are kept whatever they refer to. Operations are not made up: the one of the rescue replaces all
 * that are lost. What live payments depend on is not guessed: a service without its published settings goes back to Test.
 */
export const REPAIRS: Repairs = {
  operation: { undone_by: 'to-rescue' },
  request: { operation_id: 'to-rescue' },
  batch: { operation_id: 'to-rescue' },
  promo_code: { batch_id: batchesOf('promo_code') },
  withdrawn_code: { batch_id: batchesOf('withdrawn_code'), operation_id: 'to-rescue' },
  operation_change: { operation_id: 'remove' },
  code_edit: { operation_id: 'remove' },
  commerce_revision: { operation_id: 'to-rescue', restored_from: 'clear' },
  commerce_service: {
    test_revision: [
      `UPDATE commerce_service SET test_revision = (SELECT max(revision) FROM commerce_revision
        WHERE revision < test_revision AND iif(service = 'events', for_events, for_training) = 1) WHERE LOST`,
    ],
    production_revision: [`UPDATE commerce_service SET production_revision = NULL, mode = 'test' WHERE LOST`],
  },
  commerce_password: { secret: 'remove', revision: [nearestRevision('commerce_password')] },
  commerce_before: { operation_id: 'remove', test_revision: 'remove', production_revision: 'remove' },
  commerce_before_password: { secret: 'remove' },
  paypal_api_account: { password: 'clear', signature: 'clear' },
  paypal_grant_token: { secret: 'remove' },
  payment: {
    revision: [
      nearestRevision('payment'),
      `INSERT INTO commerce_revision SELECT revision, :rescue, min(at), 1, 1, min(mode), 'update', '[]', NULL,
        '${JSON.stringify(EMPTY_CONTENT)}', NULL FROM payment WHERE LOST GROUP BY revision`,
    ],
  },
  payment_step: { payment_id: 'remove' },
  redemption: { payment_id: 'remove' },
  site_order: { operation_id: 'to-rescue', given_back_by: 'clear' },
  site_order_return: { operation_id: 'remove', site_order_id: 'remove' },
  mail_template_change: { operation_id: 'remove' },
  mail_settings: { password: 'clear' },
  mail_message: {
    operation_id: 'to-rescue',
    resend_of: 'clear',
    // What they said is lost: those that wait must not go out empty.
    wording_id: [
      `UPDATE mail_message SET state = 'cancelled' WHERE LOST AND state = 'queued'`,
      `INSERT INTO mail_wording SELECT DISTINCT wording_id, 'events', 'en', '', '', '', '', '' FROM mail_message WHERE LOST`,
    ],
  },
  mail_message_code: { message_id: 'remove' },
  mail_attempt: { message_id: 'remove' },
  mail_change: { operation_id: 'remove', message_id: 'remove' },
  mail_code_home: { message_id: 'remove' },
}

interface Reference {
  readonly table: string
  readonly from: string
  readonly to: string
}

/** By table, how many rows were removed, and how many were changed. */
export interface Repaired {
  readonly removed: ReadonlyMap<string, number>
  readonly changed: ReadonlyMap<string, number>
}

/** Repairs every reference to a row that is not there. The database does not check them meanwhile. */
export function repairReferences({ database }: OwnedConnection, rescue: number): Repaired {
  const removed = new Map<string, number>()
  const changed = new Map<string, number>()
  const count = (counts: Map<string, number>, table: string, rows: number) =>
    rows > 0 && counts.set(table, (counts.get(table) ?? 0) + rows)
  const run = (sql: string) => database.prepare(sql).run(sql.includes(':rescue') ? { rescue } : {}).changes

  for (const [table, columns] of Object.entries(REPAIRS)) {
    const references = database.pragma(`foreign_key_list('${table}')`) as Reference[]
    for (const [column, repair] of Object.entries(columns)) {
      const reference = references.find(({ from }) => from === column)
      if (!reference) throw new Error(`${table}.${column} refers to nothing`)
      const { table: other, to } = reference
      const lost = `(${table}.${column} IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM ${other} AS referred WHERE referred.${to} = ${table}.${column}))`
      const [before] = database
        .prepare(`SELECT count(*) FROM ${table} WHERE ${lost}`)
        .pluck()
        .all() as number[]
      if (!before) continue
      for (const sql of statementsOf(table, column, repair)) run(sql.replaceAll('LOST', lost))
      const gone = run(`DELETE FROM ${table} WHERE ${lost}`)
      count(removed, table, gone)
      count(changed, table, before - gone)
    }
  }
  return { removed, changed }
}

function statementsOf(table: string, column: string, repair: Repair): readonly string[] {
  switch (repair) {
    case 'remove':
      return []
    case 'clear':
      // A message that is no second one any more can be one too many.
      return [`UPDATE OR IGNORE ${table} SET ${column} = NULL WHERE LOST`]
    case 'to-rescue':
      return [`UPDATE OR IGNORE ${table} SET ${column} = :rescue WHERE LOST`]
    default:
      return repair
  }
}
