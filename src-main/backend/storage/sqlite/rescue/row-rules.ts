import { z } from 'zod'
import { operationDetailsSchema } from '#shared/contract/operations.ts'
import { siteSettings } from '#shared/contract/site-settings.ts'
import { viewSchema } from '#shared/contract/views.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import { contentSchema } from '#shared/domain/commerce/settings.ts'
import { answerPairSchema } from '#shared/domain/payments/answer-codes.ts'
import type { OwnedConnection } from '../connection.ts'

interface ContentRule {
  readonly table: string
  readonly column: string
  readonly schema: z.ZodType
  /** What takes the place of a content that is none; the row goes where there is nothing. */
  readonly instead?: string
}

/** JSON that the program reads by a schema: one that does not fit would make its whole page fail. */
const RULES: readonly ContentRule[] = [
  { table: 'operation', column: 'details', schema: operationDetailsSchema },
  { table: 'commerce_revision', column: 'changed', schema: z.array(z.string()), instead: '[]' },
  { table: 'commerce_revision', column: 'test', schema: contentSchema },
  { table: 'commerce_revision', column: 'production', schema: contentSchema },
  { table: 'commerce_grant', column: 'scopes', schema: z.array(z.string()) },
  { table: 'payment_step', column: 'pairs', schema: z.array(answerPairSchema), instead: '[]' },
  { table: 'account_check', column: 'pairs', schema: z.array(answerPairSchema) },
  { table: 'report_view', column: 'content', schema: viewSchema.omit({ id: true, name: true }) },
]

const settingNames = Object.keys(siteSettings) as (keyof typeof siteSettings)[]

/** Removes what the program could not read, though the tables take it; answers how many rows of each. */
export function removeUnreadable({ database }: OwnedConnection): ReadonlyMap<string, number> {
  const removed = new Map<string, number>()
  const count = (table: string, rows: number) =>
    rows > 0 && removed.set(table, (removed.get(table) ?? 0) + rows)

  for (const { table, column, schema, instead } of RULES) {
    const contents = database
      .prepare(`SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL`)
      .pluck()
    for (const content of contents.all() as string[]) {
      if (fits(schema, content)) continue
      if (instead === undefined)
        count(table, database.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(content).changes)
      else database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`).run(instead, content)
    }
  }
  const find = database.prepare('SELECT value FROM setting WHERE key = ?').pluck()
  for (const name of settingNames) {
    const value = find.get(name) as string | undefined
    const { decode, schema } = siteSettings[name].type
    const isKnown =
      value === undefined ||
      (schema.safeParse(decode(value)).success && (name !== 'timeZone' || isTimeZone(value)))
    if (!isKnown) count('setting', database.prepare('DELETE FROM setting WHERE key = ?').run(name).changes)
  }
  // Without the box nobody can open them.
  count(
    'secret',
    database.prepare('DELETE FROM secret WHERE NOT EXISTS (SELECT 1 FROM secret_box)').run().changes,
  )
  return removed
}

function fits(schema: z.ZodType, content: string): boolean {
  try {
    return schema.safeParse(JSON.parse(content)).success
  } catch {
    return false
  }
}
