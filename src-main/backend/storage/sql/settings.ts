import type { SettingsReader, SettingsWriter } from '../settings.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

/** Built once, and so compiled once: nearly every call asks for the site's day. */
const READ = query.selectFrom('setting').selectAll()

export const settingsReader = (connection: ReadConnection): SettingsReader => ({
  async all() {
    const rows = await connection.all('settings.read', READ)
    return new Map(rows.map(({ key, value }) => [key, value]))
  },
  async find(name) {
    const one = query.selectFrom('setting').select('value').where('key', '=', name)
    return (await connection.get('settings.find', one))?.value ?? null
  },
})

export const settingsWriter = (connection: WriteConnection): SettingsWriter => ({
  async write(values) {
    const rows = Object.entries(values).map(([key, value]) => ({ key, value }))
    if (rows.length === 0) return
    await connection.run(
      'settings.write',
      query
        .insertInto('setting')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
        ),
    )
  },
})
