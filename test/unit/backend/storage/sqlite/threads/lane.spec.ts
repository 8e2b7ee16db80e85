import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLane, type Lane } from '#backend/storage/sqlite/threads/lane.ts'
import type { Thread } from '#backend/kernel/threads/thread.ts'

let closed: Thread[]
let released: Thread[]
const createThread = (): Thread => {
  const thread: Thread = {
    run: () => Promise.reject(new Error('the lane runs the work')),
    warm: () => undefined,
    close: async () => void closed.push(thread),
    release: async () => void released.push(thread),
  }
  return thread
}
beforeEach(() => void ([closed, released] = [[], []]))

/** Work that lasts until the test ends it. */
function recorder(lane: Lane) {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const threads = new Map<string, Thread>()
  return {
    begun,
    threads,
    running: () => [...ends.keys()],
    ask: (kind: string, name: string = kind) =>
      lane.run(kind, async (thread) => {
        begun.push(name)
        threads.set(name, thread)
        await new Promise<void>((resolve) => ends.set(name, resolve))
        return name
      }),
    async end(name = '') {
      ends.get(name)?.()
      ends.delete(name)
      await turn()
    },
  }
}

describe('one thread', () => {
  const lane = () => recorder(createLane({ threads: 1, sameKind: 1, createThread }))

  it('does one piece of work at a time, in the order of asking', async () => {
    const { ask, end, begun } = lane()
    const asked = [ask('rows', 'a'), ask('summary', 'b'), ask('rows', 'c')]
    expect(begun).toEqual(['a'])
    await end('a')
    expect(begun).toEqual(['a', 'b'])
    await end('b')
    await end('c')
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'c'])
  })

  it('goes on after work that failed', async () => {
    const alone = createLane({ threads: 1, sameKind: 1, createThread })
    const failed = alone.run('rows', () => Promise.reject(new Error('of the work')))
    const next = alone.run('rows', async () => 'done')
    await expect(failed).rejects.toThrow('of the work')
    expect(await next).toBe('done')
  })
})

describe('several threads', () => {
  const lane = () => recorder(createLane({ threads: 3, sameKind: 2, createThread }))

  it('leaves one to another kind, which overtakes those that wait for their own', async () => {
    const { ask, end, begun, threads } = lane()
    for (const name of ['open 1', 'open 2', 'open 3', 'open 4']) void ask('open', name)
    expect(begun).toEqual(['open 1', 'open 2'])
    void ask('plan')
    expect(begun).toEqual(['open 1', 'open 2', 'plan'])
    expect(new Set(threads.values()).size).toBe(3)
    await end('plan')
    expect(begun).toHaveLength(3)
    await end('open 1')
    expect(begun.at(-1)).toBe('open 3')
  })

  it('begins a plan at once, however many clients ask for reports without end', async () => {
    const { ask, end, begun, running } = lane()
    let asking = true
    const open = async (client: string) => {
      for (let i = 0; asking; i += 1) await ask('open', `${client}${i}`)
    }
    const clients = ['a', 'b', 'c', 'd'].map(open)
    for (let i = 0; i < 5; i += 1) {
      const plan = ask('plan', `plan ${i}`)
      expect(running()).toContain(`plan ${i}`)
      await end(`plan ${i}`)
      await plan
      expect(running()).toHaveLength(2)
      await end(running()[0])
    }
    expect(begun).toHaveLength(5 + 7)
    asking = false
    while (running().length > 0) await end(running()[0])
    await Promise.all(clients)
  })
})

describe('closing', () => {
  it('waits for what was asked for, then releases the threads', async () => {
    const alone = createLane({ threads: 2, sameKind: 1, createThread })
    const { ask, end, begun } = recorder(alone)
    const asked = [ask('open', 'a'), ask('open', 'b')]
    const closing = alone.close()
    await end('a')
    expect(released).toEqual([])
    expect(begun).toEqual(['a', 'b'])
    const late = ask('open', 'late')
    await end('b')
    expect(released).toEqual([])
    await end('late')
    await closing
    expect(released).toHaveLength(2)
    expect(await Promise.all([...asked, late])).toEqual(['a', 'b', 'late'])
    await expect(ask('open', 'too late')).rejects.toThrow('comes after the end of its threads')
    expect(begun).not.toContain('too late')
  })
})

describe('a thread that has nothing to do', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('ends after a while, and does what is asked for later', async () => {
    const alone = createLane({ threads: 1, sameKind: 1, createThread, idleMs: 100 })
    await alone.run('open', async () => undefined)
    await vi.advanceTimersByTimeAsync(99)
    expect(closed).toHaveLength(0)
    await alone.run('open', async () => undefined)
    await vi.advanceTimersByTimeAsync(99)
    expect(closed).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(closed).toHaveLength(1)
    expect(await alone.run('open', async () => 'again')).toBe('again')
  })

  it('is given no work while it ends', async () => {
    let gone: () => void = () => undefined
    const ending = (): Thread => ({
      ...createThread(),
      close: () => new Promise<void>((resolve) => (gone = resolve)),
    })
    const alone = createLane({ threads: 1, sameKind: 1, createThread: ending, idleMs: 100 })
    await alone.run('open', async () => undefined)
    await vi.advanceTimersByTimeAsync(100)
    let begun = false
    const next = alone.run('open', async () => void (begun = true))
    await vi.advanceTimersByTimeAsync(1000)
    expect(begun).toBe(false)
    gone()
    await next
    expect(begun).toBe(true)
  })

  it('is used again where it could not start at once after its end', async () => {
    const failing = (): Thread => ({
      ...createThread(),
      warm() {
        throw new Error('no memory for a thread')
      },
    })
    const alone = createLane({ threads: 1, sameKind: 1, createThread: failing, idleMs: 100, restarts: true })
    await alone.run('open', async () => undefined)
    await vi.advanceTimersByTimeAsync(100)
    expect(await alone.run('open', async () => 'again')).toBe('again')
  })

  it('does not start again where the lane is closed while it ends', async () => {
    const warmed: Thread[] = []
    const ends: (() => void)[] = []
    const ending = (): Thread => {
      const thread: Thread = {
        ...createThread(),
        warm: () => void warmed.push(thread),
        close: () => new Promise<void>((resolve) => ends.push(resolve)),
      }
      return thread
    }
    const alone = createLane({ threads: 1, sameKind: 1, createThread: ending, idleMs: 100, restarts: true })
    await alone.run('open', async () => undefined)
    await vi.advanceTimersByTimeAsync(100)
    const closing = alone.close()
    for (const end of ends) end()
    await vi.advanceTimersByTimeAsync(1)
    for (const end of ends) end()
    await closing
    expect(warmed).toEqual([])
  })

  it('starts again at once where the lane says so, and with its next work otherwise', async () => {
    for (const restarts of [true, false]) {
      let warmed = 0
      const counted = (): Thread => ({ ...createThread(), warm: () => void (warmed += 1) })
      const alone = createLane({ threads: 1, sameKind: 1, createThread: counted, idleMs: 100, restarts })
      await alone.run('open', async () => undefined)
      await vi.advanceTimersByTimeAsync(100)
      expect(warmed).toBe(restarts ? 1 : 0)
    }
  })
})
