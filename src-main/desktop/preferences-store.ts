import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Preferences, readPreferences } from '#shared/preferences.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { asFolderRefusal } from '#backend/kernel/files/storage-refusal.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { readUnusableGraphics, type UnusableGraphics } from './graphics.ts'
import { readPlace } from './app-address.ts'
import { readUpdateChoice, type UpdateChoice } from './updates/update-choice.ts'
import { readWindowState, type WindowState } from './window-state.ts'

const NAME = 'preferences'

interface Content {
  preferences: Preferences
  window: WindowState | null
  graphics: UnusableGraphics | null
  place: string | null
  updates: UpdateChoice
}

/** What the desktop keeps for this person: where the window was, their preferences, and what it found out about the computer's graphics. Nothing of the site. */
export interface DesktopStore {
  readonly preferences: Preferences
  /**
   * They apply at once, whether or not they can be kept.
   * @throws Refusal 'storage.unavailable', 'storage.full' where they could not be written
   */
  setPreferences(preferences: Preferences): Promise<void>
  /** One that cannot be kept is not missed before the next start. */
  window: WindowState | null
  /** The page that was open last, with what its address says of it. Kept as the window is. */
  place: string | null
  /** Kept as the window is. */
  graphics: UnusableGraphics | null
  /** Kept as the window is. */
  updates: UpdateChoice
  /** Waits for what is being written. */
  kept(): Promise<unknown>
}

/** The part of electron-store that is used. */
export interface Written {
  set(key: string, value: unknown): void
}

/**
 * The store in `folder`. What it holds is read and parsed once, before the first window; the library that writes it is
 * loaded when there is something to write, since it would hold up the start by its own checks. `locales` are the
 * system's, by which the language is chosen at the first start.
 */
export function desktopStore(
  folder: string,
  log: Log,
  locales: () => readonly string[],
  open: (folder: string) => Promise<Written> = openElectronStore,
): DesktopStore {
  const path = join(folder, `${NAME}.json`)
  const content = read(path, locales)
  /** What is not in the file, since it could not be written. */
  const unkept = new Set<keyof Content>()
  let written: Promise<unknown> = Promise.resolve()
  const keep = async <K extends keyof Content>(key: K, value: Content[K]): Promise<void> => {
    if (isDeepStrictEqual(content[key], value) && !unkept.has(key)) return
    content[key] = value
    unkept.add(key)
    const write = written.then(async () => (await open(folder)).set(key, value))
    written = write.catch(() => undefined)
    try {
      await write
      unkept.delete(key)
    } catch (error) {
      log.warn('preferences.not-kept', describeError(error))
      throw asFolderRefusal(error, { path, place: 'settings' }, MADE)
    }
  }
  return {
    get preferences() {
      return content.preferences
    },
    setPreferences: (preferences) => keep('preferences', preferences),
    get window() {
      return content.window
    },
    set window(window) {
      keep('window', window).catch(() => undefined)
    },
    get graphics() {
      return content.graphics
    },
    set graphics(graphics) {
      keep('graphics', graphics).catch(() => undefined)
    },
    get place() {
      return content.place
    },
    set place(place) {
      keep('place', place).catch(() => undefined)
    },
    get updates() {
      return content.updates
    },
    set updates(updates) {
      keep('updates', updates).catch(() => undefined)
    },
    kept: () => written,
  }
}

/** The data folder, this one in it, and the file. */
const MADE = 3

/** The file is the person's to edit, or to spoil: what cannot be read counts as not set. */
function read(path: string, locales: () => readonly string[]): Content {
  let found: unknown
  try {
    found = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // The first start, or a corrupt file.
  }
  const kept = (found ?? {}) as Partial<Record<keyof Content, unknown>>
  const { preferences, window, graphics, place, updates } = kept
  return {
    preferences: readPreferences(preferences, locales),
    window: readWindowState(window),
    graphics: readUnusableGraphics(graphics),
    place: readPlace(place),
    updates: readUpdateChoice(updates),
  }
}

async function openElectronStore(folder: string): Promise<Written> {
  const { default: ElectronStore } = await import('electron-store')
  return new ElectronStore<Record<string, unknown>>({ cwd: folder, name: NAME, clearInvalidConfig: true })
}
