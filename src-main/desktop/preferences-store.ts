import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Preferences, readPreferences } from '#shared/preferences.ts'
import { readWindowState, type WindowState } from './window-state.ts'

const NAME = 'preferences'

interface Content {
  preferences: Preferences
  window: WindowState | null
}

/** What the desktop keeps for this person: where the window was, and their preferences. Nothing of the site. */
export interface DesktopStore {
  preferences: Preferences
  window: WindowState | null
  /** Waits for what is being written. */
  kept(): Promise<unknown>
}

/**
 * The store in `folder`. What it holds is read and parsed once, before the first window; the library that writes it is
 * loaded when there is something to write, since it would hold up the start by its own checks.
 */
export function desktopStore(folder: string): DesktopStore {
  const content = read(join(folder, `${NAME}.json`))
  let written: Promise<unknown> = Promise.resolve()
  const keep = <K extends keyof Content>(key: K, value: Content[K]) => {
    if (isDeepStrictEqual(content[key], value)) return
    content[key] = value
    written = written.then(async () => (await open(folder)).set(key, value))
  }
  return {
    get preferences() {
      return content.preferences
    },
    set preferences(preferences) {
      keep('preferences', preferences)
    },
    get window() {
      return content.window
    },
    set window(window) {
      keep('window', window)
    },
    kept: () => written,
  }
}

/** The file is the person's to edit, or to spoil: what cannot be read counts as not set. */
function read(path: string): Content {
  let found: unknown
  try {
    found = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // The first start, or a corrupt file.
  }
  const { preferences, window } = (found ?? {}) as Partial<Record<keyof Content, unknown>>
  return { preferences: readPreferences(preferences), window: readWindowState(window) }
}

async function open(folder: string) {
  const { default: ElectronStore } = await import('electron-store')
  return new ElectronStore<Record<string, unknown>>({ cwd: folder, name: NAME, clearInvalidConfig: true })
}
