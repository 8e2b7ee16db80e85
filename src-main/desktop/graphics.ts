import type { App } from 'electron'
import type { Clock } from '#backend/kernel/dependencies.ts'

/** That Chromium could not use this computer's graphics: which Chromium, and when it last tried (milliseconds). */
export interface UnusableGraphics {
  chromium: string
  triedAt: number
}

/** What was kept of it, or null where it is none. By hand: zod would hold up the first window. */
export function readUnusableGraphics(kept: unknown): UnusableGraphics | null {
  if (typeof kept !== 'object' || kept === null) return null
  const { chromium, triedAt } = kept as UnusableGraphics
  return typeof chromium === 'string' && Number.isSafeInteger(triedAt) ? { chromium, triedAt } : null
}

/** A driver may be installed or repaired in the meantime, so it is tried again after a week. */
const TRY_AGAIN_MS = 7 * 24 * 60 * 60 * 1000

/** True where trying the graphics again would only cost the time of a process that fails. */
export function skipGraphics(found: UnusableGraphics | null, chromium: string, now: number): boolean {
  if (found?.chromium !== chromium) return false
  const age = now - found.triedAt
  // A date to come is one of a clock that was set back.
  return age >= 0 && age < TRY_AGAIN_MS
}

export interface GraphicsWatch {
  /** What this start found out; what it was given, where it did not try or does not know. */
  found(): UnusableGraphics | null
}

/**
 * Leaves out the start of Chromium's graphics process where the last one failed: a virtual machine or remote desktop without
 * graphics starts a quarter of a second earlier, since a window waits for it. To be called before Electron is ready.
 */
export function watchGraphics(
  app: Pick<App, 'on' | 'getGPUFeatureStatus' | 'disableHardwareAcceleration'>,
  kept: UnusableGraphics | null,
  chromium: string,
  clock: Clock,
): GraphicsWatch {
  let found = kept
  if (skipGraphics(kept, chromium, clock.now())) app.disableHardwareAcceleration()
  else
    // The status is not to be relied on before this event.
    app.on('gpu-info-update', () => {
      const usable = app.getGPUFeatureStatus().gpu_compositing === 'enabled'
      found = usable ? null : { chromium, triedAt: clock.now() }
    })
  return { found: () => found }
}
