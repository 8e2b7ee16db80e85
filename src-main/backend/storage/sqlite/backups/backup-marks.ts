import { sql } from 'kysely'
import { z } from 'zod'
import { type BackupContent, type BackupCounts, backupCountsSchema } from '#shared/contract/backups.ts'
import type { TableSource } from '../../table-source.ts'
import type { OwnedConnection, ReadConnection } from '../connection.ts'
import { migrationsDone } from '../migrate.ts'
import { raw } from '../../sql/query.ts'

/** What a backup says of itself: one row of its settings, which goes when the backup becomes the site. */
const KEY = 'backup'

const marksSchema = z.object({
  /** By the clock of then, in UTC milliseconds. */
  at: z.int(),
  appVersion: z.string(),
  counts: backupCountsSchema,
  /** Of the copy before it got its marks: two backups with the same one hold the same. */
  digest: z.string(),
})
export type BackupMarks = z.output<typeof marksSchema>

const COUNTED = {
  codes: 'promo_code',
  operations: 'operation',
  messages: 'mail_message',
  payments: 'payment',
} as const satisfies Record<keyof BackupCounts, string>

/** How much a database holds; a table that its version does not have yet counts as empty. */
export function countContent(connection: ReadConnection): BackupCounts {
  const tables = new Set(
    connection.column<string>('backup.tables', raw(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`)),
  )
  const counts = Object.entries(COUNTED).map(([key, table]) => {
    const rows = tables.has(table)
      ? connection.get(
          'backup.count',
          raw(sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}`),
        )
      : undefined
    return [key, rows?.count ?? 0]
  })
  return Object.fromEntries(counts) as BackupCounts
}

/** The same of a site that is open, whichever engine keeps it. */
export async function countTables(source: TableSource): Promise<BackupCounts> {
  const counts: [string, number][] = []
  for (const [key, table] of Object.entries(COUNTED)) counts.push([key, await source.count(table)])
  return Object.fromEntries(counts) as unknown as BackupCounts
}

export function writeMarks({ database }: OwnedConnection, marks: BackupMarks): void {
  database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(KEY, JSON.stringify(marks))
}

export function removeMarks({ database }: OwnedConnection): void {
  database.prepare('DELETE FROM setting WHERE key = ?').run(KEY)
}

/** Undefined in a database that an earlier version copied, or that is no backup. */
export function readMarks(connection: ReadConnection): BackupMarks | undefined {
  try {
    return marksSchema.safeParse(JSON.parse(settingOf(connection, KEY) ?? '')).data
  } catch {
    return undefined
  }
}

/** What is in a backup. @throws where the database cannot be read */
export function readContent(connection: ReadConnection, marks: BackupMarks | undefined): BackupContent {
  return {
    name: settingOf(connection, 'name') ?? '',
    appVersion: marks?.appVersion ?? null,
    dataVersion: Math.max(0, ...migrationsDone(connection)),
    counts: marks?.counts ?? countContent(connection),
  }
}

const settingOf = (connection: ReadConnection, key: string): string | undefined =>
  connection.get('backup.setting', raw(sql<{ value: string }>`SELECT value FROM setting WHERE key = ${key}`))
    ?.value
