export interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** Where a window was, and whether it filled its display. */
export interface WindowState extends Area {
  maximized: boolean
}

/** What was kept of a window, or null where it is none. By hand: zod would hold up the first one. */
export function readWindowState(kept: unknown): WindowState | null {
  if (typeof kept !== 'object' || kept === null) return null
  const { x, y, width, height, maximized } = kept as WindowState
  const whole = [x, y, width, height].every(Number.isSafeInteger)
  if (!whole || width < 1 || height < 1 || typeof maximized !== 'boolean') return null
  return { x, y, width, height, maximized }
}

export const MINIMUM = { width: 760, height: 520 } as const
const USUAL = { width: 1280, height: 800 } as const
/** So much of the title bar must be within a display that it can be taken hold of. */
const GRASP = 96

const overlap = (aFrom: number, aLength: number, bFrom: number, bLength: number): number =>
  Math.min(aFrom + aLength, bFrom + bLength) - Math.max(aFrom, bFrom)

/** True when the window's title bar can be taken hold of on this display. */
const isReachable = (window: Area, display: Area): boolean =>
  overlap(window.x, window.width, display.x, display.width) >= GRASP &&
  window.y >= display.y &&
  window.y <= display.y + display.height - GRASP

/** No larger than the display, no smaller than the page can be used. */
const sizeOn = (display: Area, wanted: { width: number; height: number }) => ({
  width: Math.max(MINIMUM.width, Math.min(wanted.width, display.width)),
  height: Math.max(MINIMUM.height, Math.min(wanted.height, display.height)),
})

/**
 * Where a window opens: where it was, no larger than its display; from a display that is gone, where the system puts
 * it. `displays` are the work areas, the main one first.
 */
export function placeWindow(
  kept: WindowState | null,
  displays: readonly Area[],
): Partial<Area> & { width: number; height: number } {
  const [main] = displays
  if (!main) return { ...USUAL }
  if (kept) {
    const { x, y } = kept
    // Asked of the size that it will have: one that shrinks may no longer reach into its display.
    const places = displays.map((display) => ({ display, window: { x, y, ...sizeOn(display, kept) } }))
    const place = places.find(({ display, window }) => isReachable(window, display))
    if (place) return place.window
  }
  return sizeOn(main, kept ?? USUAL)
}
