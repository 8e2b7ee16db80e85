import { z } from 'zod'

export const windowStateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  maximized: z.boolean(),
})
export type WindowState = z.output<typeof windowStateSchema>

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const MINIMUM = { width: 760, height: 520 } as const
const USUAL = { width: 1280, height: 800 } as const
/** So much of the title bar must be within a display that it can be taken hold of. */
const GRASP = 96

const overlap = (aFrom: number, aLength: number, bFrom: number, bLength: number): number =>
  Math.min(aFrom + aLength, bFrom + bLength) - Math.max(aFrom, bFrom)

/** True when the window's title bar can be reached on one of the displays. */
const isReachable = (state: Area, displays: readonly Area[]): boolean =>
  displays.some(
    (area) =>
      overlap(state.x, state.width, area.x, area.width) >= GRASP &&
      state.y >= area.y &&
      state.y <= area.y + area.height - GRASP,
  )

/**
 * Where a window opens: as it stood, no larger than its display; on a display that is gone, in the middle of the
 * first one. `displays` are the work areas, the main one first.
 */
export function placeWindow(
  kept: WindowState | null,
  displays: readonly Area[],
): Partial<Area> & { width: number; height: number } {
  const [main] = displays
  if (!main) return { ...USUAL }
  const fit = (wanted: number, room: number, least: number) => Math.max(least, Math.min(wanted, room))
  if (kept && isReachable(kept, displays)) {
    const home =
      displays.find(
        (area) =>
          overlap(kept.x, kept.width, area.x, area.width) >= GRASP &&
          overlap(kept.y, kept.height, area.y, area.height) >= GRASP,
      ) ?? main
    return {
      x: kept.x,
      y: kept.y,
      width: fit(kept.width, home.width, MINIMUM.width),
      height: fit(kept.height, home.height, MINIMUM.height),
    }
  }
  return {
    width: fit(kept?.width ?? USUAL.width, main.width, MINIMUM.width),
    height: fit(kept?.height ?? USUAL.height, main.height, MINIMUM.height),
  }
}
