import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINIMUM, placeWindow, readWindowState } from '../../../src-main/desktop/window-state.ts'

const main = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 1280, height: 1000 }
const kept = { x: 2000, y: 50, width: 900, height: 700, maximized: false }

describe('placeWindow', () => {
  it('opens where the window was', () => {
    expect(placeWindow(kept, [main, right])).toEqual({ x: 2000, y: 50, width: 900, height: 700 })
  })
  it('lets the system choose the place when that display is gone', () => {
    expect(placeWindow(kept, [main])).toEqual({ width: 900, height: 700 })
  })
  it('is no larger than the display', () => {
    expect(placeWindow({ ...kept, x: 0, y: 0, width: 5000, height: 5000 }, [main])).toEqual(main)
  })
  it('has a usual size at first', () => {
    expect(placeWindow(null, [main])).toEqual({ width: 1280, height: 800 })
  })
  it('always leaves some of the title bar within reach', () => {
    const number = fc.integer({ min: -5000, max: 5000 })
    const size = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(number, number, size, size, (x, y, width, height) => {
        const placed = placeWindow({ x, y, width, height, maximized: false }, [main, right])
        expect(placed.width).toBeGreaterThanOrEqual(MINIMUM.width)
        if (placed.x === undefined || placed.y === undefined) return
        const { x: left, y: top } = placed
        const reachable = [main, right].some(
          (area) =>
            left < area.x + area.width &&
            left + placed.width > area.x &&
            top >= area.y &&
            top < area.y + area.height,
        )
        expect(reachable).toBe(true)
      }),
    )
  })
})

describe('what was kept of a window', () => {
  const kept = { x: -20, y: 0, width: 900, height: 600, maximized: true }

  it('is read as it was, and nothing beside it', () => {
    expect(readWindowState({ ...kept, path: '/home' })).toEqual(kept)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'maximized'],
    ['a place that is no number', { ...kept, x: '0' }],
    ['half a pixel', { ...kept, y: 0.5 }],
    ['no width', { ...kept, width: 0 }],
    ['endless height', { ...kept, height: Infinity }],
    ['a state that is neither', { ...kept, maximized: 1 }],
  ])('is not believed: %s', (_what, corrupt) => {
    expect(readWindowState(corrupt)).toBeNull()
  })
})
