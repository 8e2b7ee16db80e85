import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import {
  readUnusableGraphics,
  skipGraphics,
  type UnusableGraphics,
  watchGraphics,
} from '../../../src-main/desktop/graphics.ts'

const NOW = Date.UTC(2026, 5, 1)
const DAY = 24 * 60 * 60 * 1000
const CHROMIUM = '130.0.1'
const failed = (age: number, chromium = CHROMIUM): UnusableGraphics => ({ chromium, triedAt: NOW - age })

describe('skipGraphics', () => {
  it.each([
    ['nothing is known', null, false],
    ['they failed yesterday', failed(DAY), true],
    ['they failed a week ago', failed(7 * DAY), false],
    ['the clock was set back since', failed(-DAY), false],
    ['another Chromium failed', failed(DAY, '131.0.1'), false],
  ])('where %s', (_case, found, skip) => {
    expect(skipGraphics(found, CHROMIUM, NOW)).toBe(skip)
  })
})

describe('watchGraphics', () => {
  function start(kept: UnusableGraphics | null, status: string) {
    const app = Object.assign(new EventEmitter(), {
      getGPUFeatureStatus: () => ({ gpu_compositing: status }),
      disableHardwareAcceleration: vi.fn(),
    })
    const watch = watchGraphics(app as never, kept, CHROMIUM, { now: () => NOW })
    return { app, watch, update: () => app.emit('gpu-info-update') }
  }

  it('keeps that they failed, and when', () => {
    const { app, watch, update } = start(null, 'disabled_software')
    update()
    expect(watch.found()).toEqual({ chromium: CHROMIUM, triedAt: NOW })
    expect(app.disableHardwareAcceleration).not.toHaveBeenCalled()
  })

  it('leaves them out the next time, without renewing when they were tried', () => {
    const kept = failed(DAY)
    const { app, watch, update } = start(kept, 'disabled_software')
    update()
    expect(app.disableHardwareAcceleration).toHaveBeenCalledOnce()
    expect(watch.found()).toEqual(kept)
  })

  it('forgets an old failure once they can be used', () => {
    const { watch, update } = start(failed(8 * DAY), 'enabled')
    update()
    expect(watch.found()).toBeNull()
  })

  it('knows nothing new of a start that ended before the status was known', () => {
    expect(start(failed(8 * DAY), 'enabled').watch.found()).toEqual(failed(8 * DAY))
  })
})

it.each([[null], ['x'], [{}], [{ chromium: 1, triedAt: 2 }], [{ chromium: '1', triedAt: 'x' }]])(
  'takes %j for nothing kept',
  (kept) => {
    expect(readUnusableGraphics(kept)).toBeNull()
  },
)
