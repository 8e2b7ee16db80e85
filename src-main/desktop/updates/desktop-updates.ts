import { join } from 'node:path'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { UpdateState } from '#shared/updates.ts'
import { systemAfter, systemClock } from '../../hosts/clock.ts'
import type { DesktopStore } from '../preferences-store.ts'
import { electronClient, type ElectronClientOptions } from './electron-client.ts'
import { keptLastCheck } from './last-check.ts'
import { createUpdates, type Updates } from './updates.ts'

export interface DesktopUpdatesOptions extends Omit<ElectronClientOptions, 'folder'> {
  /** The desktop's folder of the data folder. */
  readonly folder: string
  /** The folder that the windows of all sites share. */
  readonly home: string
  readonly store: DesktopStore
  readonly log: Log
  mayEnd(): Promise<boolean>
  onState(state: UpdateState): void
}

/** Updates of the installed application, followed from now on. Loaded late, since nothing of it belongs to a start. */
export function desktopUpdates(options: DesktopUpdatesOptions): Updates {
  const { folder, home, store, log, mayEnd, onState, ...ending } = options
  const last = keptLastCheck(home)
  const updates = createUpdates({
    client: electronClient({ folder: join(folder, 'updates'), ...ending }),
    clock: systemClock,
    after: systemAfter,
    log,
    last,
    isWanted: () => store.updates.wanted,
    mayEnd,
    onState,
  })
  updates.follow()
  return updates
}
