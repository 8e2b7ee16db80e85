import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.ts'
import { cacheFolder, inRoot } from './paths.ts'
import { run } from './run.ts'

const folder = inRoot('node_modules/electron')

/** The executable of the pinned Electron, or null while its binary is not there. */
export function pinnedElectron(): string | null {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? executable : null
}

/**
 * Fetches the pinned Electron's binary where it is missing: npm brings the package without it.
 * One process at a time, since two downloads at once spoil each other. Null where it cannot be had.
 */
export async function fetchPinnedElectron(): Promise<string | null> {
  return (
    pinnedElectron() ??
    (await alone(join(cacheFolder(), 'electron-download.lock'), async () => {
      if (pinnedElectron() === null)
        await run(process.execPath, [join(folder, 'install.js')], { timeout: 15 * 60_000 })
      return pinnedElectron()
    }))
  )
}

/** What Electron needs on its command line: as root, Linux has no sandbox to give it. */
export const electronFlags = (): string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
