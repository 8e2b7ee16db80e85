import { describe, expect, it } from 'vitest'
import type { UpdateState } from '#shared/updates.ts'
import { UpdateError, type UpdateClient } from '../../../../src-main/desktop/updates/update-client.ts'
import { createUpdates } from '../../../../src-main/desktop/updates/updates.ts'
import { testLog } from '../../../support/parts.ts'

const DAY = 24 * 3_600_000
const OFFERED = { version: '2.0.0', notes: '- New' }

/** A client that does what the test says, and a clock that goes when the test says. */
function bench(
  client: Partial<UpdateClient> = {},
  { wanted = true, mayEnd = true, lastCheck = null as number | null } = {},
) {
  let now = 1_000_000_000
  let timers: { at: number; then: () => void }[] = []
  const states: UpdateState['state'][] = []
  const made = {
    client: {
      check: async () => OFFERED,
      download: async () => undefined,
      install: async () => undefined,
      ...client,
    },
    clock: { now: () => now },
    after(ms: number, then: () => void) {
      const timer = { at: now + ms, then }
      timers.push(timer)
      return () => void (timers = timers.filter((one) => one !== timer))
    },
    log: testLog(),
    isWanted: () => wanted,
    last: { lastCheck },
    mayEnd: async () => mayEnd,
    onState: ({ state }: UpdateState) => void states.push(state),
  }
  const updates = createUpdates(made)
  async function pass(ms: number): Promise<void> {
    const end = now + ms
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      timers = timers.filter((one) => one !== next)
      now = next.at
      next.then()
      await settled()
    }
    now = end
    await settled()
  }
  return { updates, states, pass, made }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))
const never = () => new Promise<never>(() => undefined)

describe('looking for updates', () => {
  it('happens at most once a day, and not at all where nobody wants it', async () => {
    let checks = 0
    const check = async () => {
      checks += 1
      return null
    }
    const { updates, pass } = bench({ check })
    updates.follow()
    expect(checks).toBe(0)
    await pass(DAY / 2)
    expect(checks).toBe(1)
    await pass(DAY * 3)
    expect(checks).toBeGreaterThanOrEqual(3)
    expect(checks).toBeLessThanOrEqual(4)

    const unwanted = bench({ check: never }, { wanted: false })
    unwanted.updates.follow()
    await unwanted.pass(DAY * 3)
    expect(unwanted.states).toEqual([])
  })

  it('does not happen again at the next start of the same day', async () => {
    const { updates, states, pass } = bench({}, { lastCheck: 1_000_000_000 - DAY / 2 })
    updates.follow()
    await pass(DAY / 4)
    expect(states).toEqual([])
    await pass(DAY / 2)
    expect(states).toEqual(['checking', 'available'])
  })

  it('gives up a server that says nothing', async () => {
    const { updates, pass } = bench({ check: never })
    const checked = updates.check()
    await pass(30_000)
    await checked
    expect(updates.state).toEqual({ state: 'failed', why: 'no-answer' })
  })
})

describe('an update', () => {
  it('is got and installed only when a person says so', async () => {
    const did: string[] = []
    const { updates, pass, states } = bench({
      download: async () => void did.push('download'),
      install: async () => void did.push('install'),
    })
    updates.follow()
    await pass(DAY * 2)
    expect(did).toEqual([])
    expect(updates.state).toEqual({ state: 'available', ...OFFERED })
    await updates.download()
    expect(did).toEqual(['download'])
    await pass(DAY * 2)
    await updates.install()
    expect(did).toEqual(['download', 'install'])
    expect(states).toEqual(['checking', 'available', 'downloading', 'ready', 'installing'])
  })

  it('is not installed before it is there', async () => {
    const { updates } = bench({ install: () => Promise.reject(new Error('installed')) })
    await updates.install()
    await updates.check()
    await updates.install()
    expect(updates.state.state).toBe('available')
  })

  it('waits where the person would rather finish their work first', async () => {
    const { updates } = bench({ install: () => Promise.reject(new Error('installed')) }, { mayEnd: false })
    await updates.check()
    await updates.download()
    await updates.install()
    expect(updates.state).toEqual({ state: 'ready', ...OFFERED })
  })

  it('that nothing more comes of is given up, and can be tried again', async () => {
    let tries = 0
    const { updates, pass } = bench({
      download(onProgress) {
        tries += 1
        onProgress(0.5)
        return tries === 1 ? never() : Promise.resolve()
      },
    })
    await updates.check()
    const first = updates.download()
    await pass(29_000)
    expect(updates.state).toMatchObject({ state: 'downloading', done: 0.5 })
    await pass(1_000)
    await first
    expect(updates.state).toEqual({ state: 'failed', why: 'no-answer', ...OFFERED })
    await updates.download()
    expect(updates.state.state).toBe('ready')
  })

  it('can be canceled while it comes', async () => {
    const { updates } = bench({
      download: (_onProgress, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('cancelled'))),
        ),
    })
    await updates.check()
    const downloading = updates.download()
    updates.cancel()
    await downloading
    expect(updates.state).toEqual({ state: 'available', ...OFFERED })
  })

  it('that was canceled is got again only once that has ended', async () => {
    const ends: (() => void)[] = []
    const { updates, states } = bench({
      download: (_onProgress, signal) =>
        new Promise((resolve, reject) =>
          ends.push(() => (signal.aborted ? reject(new Error('cancelled')) : resolve())),
        ),
    })
    await updates.check()
    const canceled = updates.download()
    updates.cancel()
    await updates.download()
    expect(ends).toHaveLength(1)
    ends[0]?.()
    await canceled
    const second = updates.download()
    ends[1]?.()
    await second
    expect(states).toEqual(['checking', 'available', 'downloading', 'available', 'downloading', 'ready'])
  })

  it.each(['damaged', 'not-installed'] as const)('that turns out %s is not installed', async (why) => {
    const { updates } = bench({ install: () => Promise.reject(new UpdateError(why)) })
    await updates.check()
    await updates.download()
    await updates.install()
    expect(updates.state).toEqual({ state: 'failed', why, ...OFFERED })
  })
})
