import {
  type SettingDefinitions,
  type SettingRequest,
  type SettingValues,
  siteSettings,
} from '#shared/contract/site-settings.ts'
import type { SettingsReader, SettingsWriter } from './settings.ts'

/** Reads and writes settings by what is defined of them. */
export const settingsOf = <D extends SettingDefinitions>(definitions: D) => ({
  /** The settings as stored, or undefined in storage that is new. */
  async read(this: void, settings: SettingsReader): Promise<SettingValues<D> | undefined> {
    const stored = await settings.all()
    if (stored.size === 0) return undefined
    const values = Object.entries(definitions).map(([name, definition]) => {
      const value = stored.get(name)
      return [name, value === undefined ? definition.default : definition.type.decode(value)]
    })
    return Object.fromEntries(values) as SettingValues<D>
  },
  async write(this: void, settings: SettingsWriter, changes: SettingRequest<D>): Promise<void> {
    const encoded = Object.entries(changes).flatMap(([name, value]) => {
      const definition = definitions[name]
      return definition && value !== undefined ? [[name, definition.type.encode(value)]] : []
    })
    await settings.write(Object.fromEntries(encoded) as Record<string, string>)
  },
})

export const { read: readSiteSettings, write: writeSiteSettings } = settingsOf(siteSettings)
