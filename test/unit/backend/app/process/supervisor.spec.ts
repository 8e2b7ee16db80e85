import { describe, expect, it } from 'vitest'
import type { ProcessEnd } from '#backend/app/process/launcher.ts'
import type { ToBackend } from '#backend/app/process/host-messages.ts'
import { startFailureOf } from '#backend/app/process/start-failure.ts'
import { supervise } from '#backend/app/process/supervisor.ts'
import type { ApiError } from '#shared/contract/error-codes.ts'
import type { BackendState } from '#shared/wire.ts'

/** A process that does what the test says, and a clock that goes when the test says. */
function bench() {
  let now = 0
  const timers: { at: number; then: () => void; off: boolean }[] = []
  const launched: {
    say(message: unknown): void
    die(end?: ProcessEnd): void
    received: ToBackend[]
    killed: boolean
  }[] = []
  const states: BackendState[] = []
  const logged: unknown[] = []
  const supervisor = supervise({
    clock: { now: () => now },
    after(ms, then) {
      const timer = { at: now + ms, then, off: false }
      timers.push(timer)
      return () => void (timer.off = true)
    },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (event, fields) => void logged.push([event, fields]),
    },
    shutDownLimitMs: 5000,
    launch() {
      let message: (message: unknown) => void = () => undefined
      let exit: (end: ProcessEnd) => void = () => undefined
      const process = {
        received: [] as ToBackend[],
        killed: false,
        say: (said: unknown) => message(said),
        die: (end: ProcessEnd = { code: 70 }) => exit(end),
      }
      launched.push(process)
      return {
        pid: launched.length,
        post: (said) => process.received.push(said),
        connect: () => undefined,
        onMessage: (listener) => (message = listener),
        onExit: (listener) => (exit = listener),
        kill() {
          process.killed = true
          exit({ signal: 'SIGKILL' })
        },
      }
    },
  })
  supervisor.onState((state) => states.push(state))
  const pass = (ms: number) => {
    now += ms
    for (const timer of timers.filter(({ at, off }) => !off && at <= now)) {
      timer.off = true
      timer.then()
    }
  }
  return { supervisor, launched, states, logged, pass, last: () => launched.at(-1)! }
}

it('waits longer before each attempt, without an end, and starts afresh after a good run', () => {
  const { supervisor, states, pass, last, launched } = bench()
  supervisor.start()
  const pauses: number[] = []
  for (let crash = 0; crash < 9; crash++) {
    last().say({ type: 'ready' })
    last().die()
    const state = states.at(-1)
    if (state?.state !== 'restarting') throw new Error('not restarting')
    expect(state.attempt).toBe(crash + 1)
    pauses.push(state.retryInSeconds)
    pass(state.retryInSeconds * 1000)
  }
  expect(pauses).toEqual([0, 1, 2, 4, 8, 15, 30, 30, 30])
  expect(launched).toHaveLength(10)
  last().say({ type: 'ready' })
  pass(60_000)
  last().die()
  expect(states.at(-1)).toEqual({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
})

describe('a start that fails', () => {
  const stopped = (states: readonly BackendState[]) => {
    const state = states.at(-1)
    return state?.state === 'stopped' ? (state.error as ApiError) : null
  }

  it.each([
    [{ code: 1 }, 'program-files', 'exit 1'],
    [{ notStarted: 'ENOENT' }, 'program-files', 'ENOENT'],
    [{ notStarted: 'EAGAIN' }, 'resources', 'EAGAIN'],
    [{ signal: 'SIGABRT' }, 'resources', 'SIGABRT'],
    [{ code: 134, signal: null }, 'resources', 'exit 134'],
    [{ signal: 'SIGKILL' }, 'ended', 'SIGKILL'],
    [{ code: 3 }, 'ended', 'exit 3'],
  ] as const)('is tried once more, and then a person is asked: %j', (end, cause, detail) => {
    const { supervisor, states, last, launched, logged, pass } = bench()
    supervisor.start()
    last().die(end)
    expect(states).toEqual([{ state: 'restarting', attempt: 1, retryInSeconds: 0 }])
    pass(0)
    last().die(end)
    const error = stopped(states)
    expect(error).toMatchObject({ code: 'backend.start-failed', details: { cause, detail } })
    expect(logged).toContainEqual(['backend.not-started', error?.details])
    pass(3_600_000)
    expect(launched).toHaveLength(2)
  })

  it('is said with what the process itself said', () => {
    const { supervisor, states, last, pass } = bench()
    supervisor.start()
    const { code, message, details } = startFailureOf(new TypeError('no such thing as Kari Nordmann'))
    const error = { code, message, details }
    for (let start = 1; start <= 2; start += 1) {
      pass(0)
      last().say({ type: 'failed-to-start', error })
    }
    expect(stopped(states)).toEqual(error)
    expect(JSON.stringify(error)).not.toContain('Nordmann')
    expect(details).toMatchObject({
      cause: 'error',
      detail: expect.stringMatching(/^TypeError, .+:\d+:\d+$/),
    })
  })

  it('counts from one that was ready, and a retry is one start', () => {
    const { supervisor, states, last, launched, pass } = bench()
    supervisor.start()
    last().die()
    pass(0)
    last().say({ type: 'ready' })
    last().die()
    expect(stopped(states)).toBeNull()
    pass(1000)
    last().die()
    pass(2000)
    last().die()
    expect(stopped(states)).not.toBeNull()
    supervisor.retry()
    expect(launched).toHaveLength(5)
    last().die()
    expect(stopped(states)).not.toBeNull()
    supervisor.retry()
    last().say({ type: 'ready' })
    expect(states.at(-1)).toEqual({ state: 'running' })
  })
})

it.each([
  ['ERR_MODULE_NOT_FOUND', 'program-files'],
  ['ERR_DLOPEN_FAILED', 'program-files'],
  ['ERR_WORKER_OUT_OF_MEMORY', 'resources'],
  ['EMFILE', 'resources'],
  ['ERR_INVALID_STATE', 'error'],
] as const)('says what %s means for a start', (code, cause) => {
  const { details } = startFailureOf(Object.assign(new Error('/home/kari'), { code }))
  expect(details.cause).toBe(cause)
  expect(details.detail).toContain(code)
  expect(details.detail).not.toContain('kari')
})

it('starts at once when a person will not wait, and only once', () => {
  const { supervisor, pass, last, launched } = bench()
  supervisor.start()
  last().die()
  pass(0)
  last().die()
  supervisor.retry()
  expect(launched).toHaveLength(3)
  pass(10_000)
  supervisor.retry()
  expect(launched).toHaveLength(3)
})

it('ends a process that refuses to start, and says why', () => {
  const { supervisor, states, last } = bench()
  supervisor.start()
  const error = { code: 'storage.newer', message: 'Newer', details: { found: 2, known: 1 } }
  last().say({ type: 'failed-to-start', error })
  expect(last().killed).toBe(true)
  expect(states).toEqual([{ state: 'stopped', error }])
})

it('lets nonsense be', () => {
  const { supervisor, states, last } = bench()
  supervisor.start()
  for (const said of [null, 1, { type: 'no-such' }, { type: 'failed-to-start', error: 'x' }]) last().say(said)
  expect(states).toEqual([])
})

it('waits at shut-down for the process, and ends it only after the limit', async () => {
  const { supervisor, states, pass, last } = bench()
  supervisor.start()
  last().say({ type: 'ready' })
  const done = supervisor.shutDown()
  expect(supervisor.shutDown()).toBe(done)
  expect(last().received).toEqual([{ type: 'shut-down' }])
  pass(4999)
  expect(last().killed).toBe(false)
  pass(1)
  expect(last().killed).toBe(true)
  await done
  expect(states).toEqual([{ state: 'running' }])
})

it('does not start again while it shuts down', async () => {
  const { supervisor, launched, pass, last } = bench()
  supervisor.start()
  last().die()
  await supervisor.shutDown()
  pass(60_000)
  supervisor.retry()
  expect(launched).toHaveLength(1)
})

it('restarts in order, at once each time, and none of it counts as a crash', () => {
  const { supervisor, states, pass, last, launched } = bench()
  supervisor.start()
  for (let time = 1; time <= 5; time++) {
    last().say({ type: 'ready' })
    supervisor.restart()
    supervisor.restart()
    expect(last().received).toEqual([{ type: 'shut-down' }])
    last().die()
    expect(launched).toHaveLength(time + 1)
    expect(states.at(-1)).toEqual({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
  }
  pass(10_000)
  expect(last().killed).toBe(false)
  last().die()
  expect(states.at(-1)).toEqual({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
})

it('ends a backend that does not go when it is restarted', () => {
  const { supervisor, pass, launched } = bench()
  supervisor.start()
  supervisor.restart()
  pass(4999)
  expect(launched).toHaveLength(1)
  pass(1)
  expect(launched.map(({ killed }) => killed)).toEqual([true, false])
})

it('restarts one that waits after crashes, without waiting, and forgets them', () => {
  const { supervisor, states, pass, last, launched } = bench()
  supervisor.start()
  for (const ms of [0, 1000, 2000]) {
    last().say({ type: 'ready' })
    last().die()
    pass(ms)
  }
  last().die()
  supervisor.restart()
  expect(launched).toHaveLength(5)
  pass(60_000)
  expect(launched).toHaveLength(5)
  last().die()
  expect(states.at(-1)).toEqual({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
})

it('does not restart while it shuts down, and shuts down while it restarts', async () => {
  const { supervisor, launched, last } = bench()
  supervisor.start()
  supervisor.restart()
  const done = supervisor.shutDown()
  supervisor.restart()
  last().die()
  await done
  expect(launched).toHaveLength(1)
})

it('says whether the process ended in order, or was killed because that took too long', async () => {
  const inOrder = bench()
  inOrder.supervisor.start()
  const ending = inOrder.supervisor.shutDown()
  inOrder.last().die()
  expect(await ending).toBe('ended')

  const late = bench()
  late.supervisor.start()
  const never = late.supervisor.shutDown()
  late.pass(5000)
  expect(late.last().killed).toBe(true)
  expect(await never).toBe('killed')
})

it('starts no other process after it was killed for good', () => {
  const { supervisor, launched, last, pass, states } = bench()
  supervisor.start()
  supervisor.kill()
  expect(last().killed).toBe(true)
  pass(60_000)
  supervisor.retry()
  expect(launched).toHaveLength(1)
  expect(states).toEqual([])
})
