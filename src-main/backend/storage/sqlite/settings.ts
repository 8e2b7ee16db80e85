import type { SettingsReader, SettingsWriter } from '../settings.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from '../sql/query.ts'

/** Built once, and so compiled once: nearly every call asks for the site's day. */
const READ = query.selectFrom('setting').selectAll()

export const settingsReader = (connection: ReadConnection): SettingsReader => ({
  async all() {
    return new Map(connection.all('settings.read', READ).map(({ key, value }) => [key, value]))
  },
  async find(name) {
    const one = query.selectFrom('setting').select('value').where('key', '=', name)
    return connection.get('settings.find', one)?.value ?? null
  },
})

export const settingsWriter = (connection: WriteConnection): SettingsWriter => ({
  async write(values) {
    for (const [key, value] of Object.entries(values))
      connection.run(
        'settings.write',
        query
          .insertInto('setting')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
      )
  },
})
