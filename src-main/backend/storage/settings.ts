import type { ReadConnection, WriteConnection } from './connection.sqlite.ts'
import { query } from './query.ts'

export interface Settings {
  /** Empty until a person has named the site. */
  readonly name: string
  readonly timeZone: string
  readonly timeZoneConfirmed: boolean
  readonly recipientLimit: number
}

/** Written and compiled once: nearly every call asks for the site's day. */
const COMPILED = query.selectFrom('setting').selectAll().compile()
const READ = { compile: () => COMPILED }

/** The settings as stored, or undefined in a database that is new. */
export async function readSettings(connection: ReadConnection): Promise<Settings | undefined> {
  const rows = connection.all('settings.read', READ)
  if (rows.length === 0) return undefined
  const values = new Map(rows.map(({ key, value }) => [key, value]))
  const value = (key: keyof Settings) => values.get(key) ?? ''
  return {
    name: value('name'),
    timeZone: value('timeZone'),
    timeZoneConfirmed: value('timeZoneConfirmed') === 'yes',
    recipientLimit: Number(value('recipientLimit')),
  }
}

export async function writeSettings(connection: WriteConnection, changes: Partial<Settings>): Promise<void> {
  for (const [key, value] of Object.entries(changes))
    writeKept(connection, key, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value))
}

/** Something else that is kept under a name of its own. */
export const readKept = (connection: ReadConnection, key: string): string | null =>
  connection.get('settings.kept', query.selectFrom('setting').select('value').where('key', '=', key))
    ?.value ?? null

export function writeKept(connection: WriteConnection, key: string, value: string): void {
  connection.run(
    'settings.write',
    query
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
  )
}
