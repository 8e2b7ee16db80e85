import {
  type SettingDefinitions,
  type SettingRequest,
  type SettingValues,
  siteSettings,
} from '#shared/contract/site-settings.ts'
import type { SettingsReader, SettingsWriter } from '../settings.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

/** Written and compiled once: nearly every call asks for the site's day. */
const COMPILED = query.selectFrom('setting').selectAll().compile()
const READ = { compile: () => COMPILED }

/** Reads and writes settings by what is defined of them. */
export const settingsStore = <D extends SettingDefinitions>(definitions: D) => ({
  /** The settings as stored, or undefined in a database that is new. */
  async read(this: void, connection: ReadConnection): Promise<SettingValues<D> | undefined> {
    const rows = connection.all('settings.read', READ)
    if (rows.length === 0) return undefined
    const stored = new Map(rows.map(({ key, value }) => [key, value]))
    const values = Object.entries(definitions).map(([name, definition]) => {
      const value = stored.get(name)
      return [name, value === undefined ? definition.default : definition.type.decode(value)]
    })
    return Object.fromEntries(values) as SettingValues<D>
  },
  async write(this: void, connection: WriteConnection, changes: SettingRequest<D>): Promise<void> {
    for (const [name, value] of Object.entries(changes)) {
      const definition = definitions[name]
      if (definition && value !== undefined) writeKept(connection, name, definition.type.encode(value))
    }
  },
})

export const { read: readSettings, write: writeSettings } = settingsStore(siteSettings)

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

export const settingsReader = (connection: ReadConnection): SettingsReader => ({
  async all() {
    return new Map(connection.all('settings.read', READ).map(({ key, value }) => [key, value]))
  },
  async find(name) {
    return readKept(connection, name)
  },
})

export const settingsWriter = (connection: WriteConnection): SettingsWriter => ({
  async write(values) {
    for (const [name, value] of Object.entries(values)) writeKept(connection, name, value)
  },
})
