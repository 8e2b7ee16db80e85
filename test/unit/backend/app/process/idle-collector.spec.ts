import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createIdleCollector } from '#backend/app/process/idle-collector.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('collects once, so long after the last thing that was asked', () => {
  const collect = vi.fn()
  const onAsked = createIdleCollector(collect, 1000)
  vi.advanceTimersByTime(900)
  onAsked()
  vi.advanceTimersByTime(999)
  expect(collect).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(collect).toHaveBeenCalledTimes(1)
  onAsked()
  vi.advanceTimersByTime(1000)
  expect(collect).toHaveBeenCalledTimes(2)
})

it('gives back what threads shared, which the collector does not count', async () => {
  vi.useRealTimers()
  const kept: SharedArrayBuffer[] = []
  for (let i = 0; i < 20; i += 1) kept.push(new SharedArrayBuffer(10_000_000))
  for (const buffer of kept) new Uint8Array(buffer).fill(1)
  kept.length = 0
  const before = process.memoryUsage.rss()
  createIdleCollector(undefined, 1)
  await vi.waitFor(() => expect(before - process.memoryUsage.rss()).toBeGreaterThan(100_000_000), 5000)
})
