import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Surroundings {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
}

const NAME = 'ecommerce-admin'

/** The usual place of this platform for data that stays on this machine. */
function usualPlace({ platform, env, home }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library/Application Support')
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData/Local')
  return env.XDG_DATA_HOME || join(home, '.local/share')
}

/** The folder that holds everything, the same for both hosts; `chosen` comes from `--data`. */
export function dataFolder(
  chosen?: string,
  around: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  return chosen === undefined ? join(usualPlace(around), NAME) : resolve(chosen)
}
