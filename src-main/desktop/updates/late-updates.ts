import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { After } from '#backend/app/process/supervisor.ts'
import type { DesktopUpdatesOptions } from './desktop-updates.ts'
import type { UpdateChoice } from './update-choice.ts'
import type { Updates } from './updates.ts'

/** Updates whose code is read when it is needed: a while after the start, or when the window asks. */
export interface LateUpdates {
  load(): Promise<Updates>
  choice(): UpdateChoice
  choose(wanted: boolean): void
}

/** The first window has the machine to itself. */
const AFTER_START_MS = 10_000

/** Null where this package has no address to look at, and in one that is not installed. */
export function lateUpdates(options: DesktopUpdatesOptions, after: After): LateUpdates | null {
  if (!app.isPackaged || !existsSync(join(process.resourcesPath, 'app-update.yml'))) return null
  let loaded: Promise<Updates> | null = null
  const load = () => (loaded ??= import('./desktop-updates.ts').then((it) => it.desktopUpdates(options)))
  after(AFTER_START_MS, () => void load())
  const { store } = options
  return {
    load,
    choice: () => store.updates,
    choose: (wanted) => (store.updates = { ...store.updates, wanted }),
  }
}
