import ElectronStore from 'electron-store'
import { z } from 'zod'
import { type Preferences, preferencesSchema } from '#shared/preferences.ts'
import { type WindowState, windowStateSchema } from './window-state.ts'

const contentSchema = z.object({
  preferences: preferencesSchema.catch(() => preferencesSchema.parse({})),
  window: windowStateSchema.nullable().catch(null),
})

/** What the desktop keeps for this person: how the window stood, and their preferences. Nothing of the site. */
export interface DesktopStore {
  preferences: Preferences
  window: WindowState | null
}

/** The store in `folder`, parsed on every reading: the file is the person's to edit, or to spoil. */
export function desktopStore(folder: string): DesktopStore {
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name: 'preferences',
    clearInvalidConfig: true,
  })
  const content = () => contentSchema.parse({ preferences: {}, window: null, ...store.store })
  return {
    get preferences() {
      return content().preferences
    },
    set preferences(preferences) {
      store.set('preferences', preferences)
    },
    get window() {
      return content().window
    },
    set window(window) {
      store.set('window', window)
    },
  }
}
