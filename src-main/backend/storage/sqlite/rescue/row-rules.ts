import { siteSettings } from '#shared/contract/site-settings.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import type { OwnedConnection } from '../connection.ts'
import type { ColumnRule } from '../rows/column-rules.ts'
import { ROW_RULES } from '../rows/row-rules.ts'
import { fitsSetting } from '../rows/site-rules.ts'

interface ContentRule {
  readonly table: string
  readonly column: string
  readonly rule: ColumnRule
  /** What takes the place of a content that is none; the row goes where there is nothing. */
  readonly instead?: string
}

const { operation, commerce_revision, commerce_grant, payment_step, account_check, report_view } = ROW_RULES

/** JSON that the program reads by a schema: one that does not fit would make its whole page fail. */
const RULES: readonly ContentRule[] = [
  { table: 'operation', column: 'details', rule: operation.columns.details },
  { table: 'commerce_revision', column: 'changed', rule: commerce_revision.columns.changed, instead: '[]' },
  { table: 'commerce_revision', column: 'test', rule: commerce_revision.columns.test },
  { table: 'commerce_revision', column: 'production', rule: commerce_revision.columns.production },
  { table: 'commerce_grant', column: 'scopes', rule: commerce_grant.columns.scopes },
  { table: 'payment_step', column: 'pairs', rule: payment_step.columns.pairs, instead: '[]' },
  { table: 'account_check', column: 'pairs', rule: account_check.columns.pairs },
  { table: 'report_view', column: 'content', rule: report_view.columns.content },
]

const settingNames = Object.keys(siteSettings) as (keyof typeof siteSettings)[]

/** Removes what the program could not read, though the tables take it; answers how many rows of each. */
export function removeUnreadable({ database }: OwnedConnection): ReadonlyMap<string, number> {
  const removed = new Map<string, number>()
  const count = (table: string, rows: number) =>
    rows > 0 && removed.set(table, (removed.get(table) ?? 0) + rows)

  for (const { table, column, rule, instead } of RULES) {
    const contents = database
      .prepare(`SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL`)
      .pluck()
    for (const content of contents.all() as string[]) {
      if (rule.schema.safeParse(content).success) continue
      if (instead === undefined)
        count(table, database.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(content).changes)
      else database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`).run(instead, content)
    }
  }
  const find = database.prepare('SELECT value FROM setting WHERE key = ?').pluck()
  for (const name of settingNames) {
    const value = find.get(name) as string | undefined
    const isKnown =
      value === undefined || (fitsSetting(name, value) && (name !== 'timeZone' || isTimeZone(value)))
    if (!isKnown) count('setting', database.prepare('DELETE FROM setting WHERE key = ?').run(name).changes)
  }
  // Without the box nobody can open them.
  count(
    'secret',
    database.prepare('DELETE FROM secret WHERE NOT EXISTS (SELECT 1 FROM secret_box)').run().changes,
  )
  return removed
}
