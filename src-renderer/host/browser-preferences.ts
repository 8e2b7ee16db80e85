import { type Preferences, readPreferences as read } from '#shared/preferences.ts'

const KEY = 'preferences'

/** Kept by the browser, for this address; what is missing or invalid gets its default. */
export function readPreferences(): Preferences {
  try {
    return read(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return read({})
  }
}

export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // A browser that keeps nothing keeps them until the page is closed.
  }
}
