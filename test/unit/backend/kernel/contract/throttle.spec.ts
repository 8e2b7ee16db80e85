import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createThrottle } from '#backend/kernel/contract/throttle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('lets the first through at once, then one each period, and never loses the last', () => {
  const action = vi.fn()
  const throttle = createThrottle(100, action)
  throttle.call()
  expect(action).toHaveBeenCalledTimes(1)
  for (let i = 0; i < 50; i += 1) throttle.call()
  expect(action).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(100)
  expect(action).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1000)
  expect(action).toHaveBeenCalledTimes(2)
  throttle.call()
  expect(action).toHaveBeenCalledTimes(3)
})

it('is silent once it is stopped', () => {
  const action = vi.fn()
  const throttle = createThrottle(100, action)
  throttle.call()
  throttle.call()
  throttle.stop()
  vi.advanceTimersByTime(1000)
  expect(action).toHaveBeenCalledTimes(1)
})
