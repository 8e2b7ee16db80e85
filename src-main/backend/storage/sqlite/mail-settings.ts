import { type HeldReason, heldReasonSchema } from '#shared/domain/mail/message-states.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { MailSettingsTable } from './mail-schema.ts'
import { query } from './query.ts'
import { readKept, writeKept } from './settings.ts'

export type StoredMailSettings = Omit<MailSettingsTable, 'id'>

export async function readMailSettings(connection: ReadConnection): Promise<StoredMailSettings | undefined> {
  return connection.get('mail.settings', query.selectFrom('mail_settings').selectAll())
}

export async function writeMailSettings(
  connection: WriteConnection,
  settings: StoredMailSettings,
): Promise<void> {
  connection.run('mail.write-settings', query.replaceInto('mail_settings').values({ id: 1, ...settings }))
}

/** Drops every secret of this group that the settings do not point at. */
export async function dropUnusedMailSecrets(connection: WriteConnection, group: string): Promise<void> {
  const used = query
    .selectFrom('mail_settings')
    .select('password')
    .where('password', 'is not', null)
    .$castTo<{ name: string }>()
  connection.run(
    'mail.drop-unused',
    query.deleteFrom('secret').where('name', 'like', `${group}%`).where('name', 'not in', used),
  )
}

const PAUSED = 'mail.paused'

/** A person paused the outbox, and it stays so over restarts. */
export const readPaused = (connection: ReadConnection): boolean => readKept(connection, PAUSED) === 'yes'

export const writePaused = (connection: WriteConnection, paused: boolean): void =>
  writeKept(connection, PAUSED, paused ? 'yes' : 'no')

const HELD = 'mail.held'

/** Why what waits is not sent before a person approves it; null where nothing holds it. */
export const readHeld = (connection: ReadConnection): HeldReason | null =>
  heldReasonSchema.safeParse(readKept(connection, HELD)).data ?? null

export const writeHeld = (connection: WriteConnection, reason: HeldReason | null): void =>
  writeKept(connection, HELD, reason ?? '')
