import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** When an update was last looked for, in milliseconds; null for never. */
export interface LastCheck {
  lastCheck: number | null
}

/**
 * Kept in `home`, which the windows of all sites share, since they are one program. Where it cannot be written, at
 * least this window knows.
 */
export function keptLastCheck(home: string): LastCheck {
  const path = join(home, 'update-check')
  let own: number | null = null
  return {
    get lastCheck() {
      const kept = read(path)
      return own === null || (kept !== null && kept > own) ? kept : own
    },
    set lastCheck(at) {
      own = at
      try {
        mkdirSync(home, { recursive: true, mode: 0o700 })
        writeFileSync(path, String(at), { mode: 0o600 })
      } catch {
        // Then the next start may look again.
      }
    },
  }
}

function read(path: string): number | null {
  try {
    const at = Number(readFileSync(path, 'utf8') || NaN)
    return Number.isSafeInteger(at) ? at : null
  } catch {
    return null
  }
}
