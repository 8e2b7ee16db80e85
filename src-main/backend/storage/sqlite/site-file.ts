import { sql } from 'kysely'
import { Refusal } from '#shared/contract/refusal.ts'
import type { OwnedConnection, ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'
import { SITE_ID } from '../site-id.ts'
import { openFile } from './driver.ts'
import type { TableName } from './rows/row-rules.ts'
import { KNOWN_SETTINGS } from './rows/site-rules.ts'

/** "ehSF": marks the database file as a saved site (bytes 68 to 71 of the file, SQLite's application id). */
export const SITE_FILE_MARK = 0x65685346
/** The format of the file as a whole; the schema of its content is known by its migrations. */
export const SITE_FILE_FORMAT = 1

const SAVED_AT = 'siteFile.savedAt'

/**
 * Tables whose rows are not in a site file, and not taken from one where somebody put them there: nobody here can open
 * another machine's secrets, typed the drafts, or waits for the answers.
 */
export const LEFT_OUT = ['secret', 'secret_box', 'draft', 'request'] as const satisfies readonly TableName[]
const CLEAR = LEFT_OUT.map((table) => `DELETE FROM ${table}`).join('; ')

/**
 * Makes a copy of a site a saved one, without secrets: what they left in free pages goes as well, since the copy is rebuilt
 * once they are deleted.
 */
export function becomeSaved(path: string, at: number): void {
  const copy = openFile(path, { fileMustExist: true })
  try {
    copy.pragma('foreign_keys = ON')
    copy.pragma('secure_delete = ON')
    copy.exec(CLEAR)
    copy.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(SAVED_AT, String(at))
    copy.pragma(`application_id = ${SITE_FILE_MARK}`)
    copy.pragma(`user_version = ${SITE_FILE_FORMAT}`)
    copy.exec('VACUUM')
  } finally {
    copy.close()
  }
}

/** When the file was saved, or undefined in a database that is no saved site. */
export function savedAt(connection: ReadConnection): number | undefined {
  const value = connection.get(
    'site-file.saved-at',
    raw(sql<{ value: string }>`SELECT value FROM setting WHERE key = ${SAVED_AT}`),
  )
  return value === undefined ? undefined : Number(value.value)
}

/** It is known by another id from now on: what was typed into forms of the site before it is not of this one. */
export const becomeAnother = (database: OwnedConnection['database']): void =>
  void database.prepare('DELETE FROM setting WHERE key = ?').run(SITE_ID)

/** A saved site becomes a site in use: what is not taken from a file goes, with its marks and its id. */
export function becomeSite({ database }: OwnedConnection): void {
  database.exec(CLEAR)
  const marks = KNOWN_SETTINGS.map(() => '?').join(', ')
  database.prepare(`DELETE FROM setting WHERE key NOT IN (${marks})`).run(...KNOWN_SETTINGS)
  // Where the file was saved, its outbox goes on.
  holdOutbox({ database })
  database.pragma('application_id = 0')
  database.pragma('user_version = 0')
}

/** Nothing is sent until a person says so, and what was being sent may have arrived. */
export function holdOutbox({ database }: Pick<OwnedConnection, 'database'>): void {
  database.exec(`INSERT OR REPLACE INTO setting VALUES ('mail.paused', 'yes');
    UPDATE mail_message SET state = 'uncertain', problem = 'answer-lost' WHERE state = 'sending'`)
}

/** Without a write-ahead log, so that the file can be moved alone. A store turns it on again. */
export function leaveOneFile({ database }: OwnedConnection): void {
  const mode = database.pragma('journal_mode = DELETE', { simple: true })
  if (mode !== 'delete') throw new Refusal('storage.locked', {})
}

export interface FileMarks {
  readonly mark: number
  readonly format: number
}

export const marksOf = ({ database }: OwnedConnection): FileMarks => ({
  mark: Number(database.pragma('application_id', { simple: true })),
  format: Number(database.pragma('user_version', { simple: true })),
})

/** From here on, functions and triggers of a file that others made are not run. */
export function distrust({ database }: OwnedConnection): void {
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
}

/** True when every page, index and reference is in order. */
export function isSound({ database }: OwnedConnection): boolean {
  const integrity = database.pragma('integrity_check(1)', { simple: true })
  return integrity === 'ok' && (database.pragma('foreign_key_check') as unknown[]).length === 0
}

/** Every table and index as SQL; triggers and views would be among them. */
export function schemaOf(connection: ReadConnection): string[] {
  const rows = connection.all(
    'site-file.schema',
    raw(
      sql<{ part: string }>`
        SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') AS part
        FROM sqlite_schema ORDER BY 1`,
    ),
  )
  return rows.map(({ part }) => part)
}

export interface SiteCounts {
  readonly codes: number
  readonly batches: number
  readonly revisions: number
  readonly operations: number
}

export function countSite(connection: ReadConnection): SiteCounts {
  const [codes, batches, revisions, operations] = [
    'promo_code',
    'batch',
    'commerce_revision',
    'operation',
  ].map((table) => {
    const count = sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}`
    return connection.get('site-file.count', raw(count))?.count ?? 0
  })
  return { codes: codes ?? 0, batches: batches ?? 0, revisions: revisions ?? 0, operations: operations ?? 0 }
}
