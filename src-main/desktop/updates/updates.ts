import type { UpdateState } from '#shared/updates.ts'
import type { After } from '#backend/app/process/supervisor.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { LastCheck } from './last-check.ts'
import { type OfferedUpdate, type UpdateClient, UpdateError } from './update-client.ts'

export interface UpdatesDependencies {
  readonly client: UpdateClient
  readonly clock: Clock
  readonly after: After
  readonly log: Log
  /** Whether the person wants it to look for updates. */
  isWanted(): boolean
  /** Kept between starts. */
  readonly last: LastCheck
  /** False where the person would rather finish what is under way than have the program end. */
  mayEnd(): Promise<boolean>
  onState(state: UpdateState): void
}

export interface Updates {
  readonly state: UpdateState
  /** Looks at most once a day, from now on. */
  follow(): void
  check(): Promise<void>
  download(): Promise<void>
  cancel(): void
  install(): Promise<void>
}

const DAY_MS = 24 * 3_600_000
/** The start has the machine to itself first. */
const FIRST_MS = 20_000
const LOOK_EVERY_MS = 3_600_000
/** A server that says nothing for so long is given up: the library would wait forever. */
const SILENCE_MS = 30_000

/** Updates as a person sees them: found at most once a day, and got and installed only when they say so. */
export function createUpdates(dependencies: UpdatesDependencies): Updates {
  const { client, clock, after, log, last, isWanted, mayEnd, onState } = dependencies
  let state: UpdateState = { state: 'none' }
  let offered: OfferedUpdate | null = null
  let stop: AbortController | null = null

  function become(next: UpdateState): void {
    state = next
    onState(next)
  }

  /** With an end when nothing comes; each call of `alive` begins the wait again. */
  async function watched<T>(work: (signal: AbortSignal, alive: () => void) => Promise<T>): Promise<T> {
    const stopping = new AbortController()
    stop = stopping
    const silent = Promise.withResolvers<never>()
    let off = (): void => undefined
    const alive = () => {
      off()
      off = after(SILENCE_MS, () => {
        silent.reject(new UpdateError('no-answer'))
        stopping.abort()
      })
    }
    alive()
    try {
      return await Promise.race([work(stopping.signal, alive), silent.promise])
    } finally {
      off()
      stop = null
    }
  }

  function fail(error: unknown): void {
    const { why, code } = error instanceof UpdateError ? error : new UpdateError('server')
    log.warn('update.failed', { why, ...(code !== undefined && { code }) })
    become({ state: 'failed', why, ...offered })
  }

  const isBusy = () => ['checking', 'downloading', 'installing'].includes(state.state)

  async function check(): Promise<void> {
    if (isBusy() || state.state === 'ready') return
    become({ state: 'checking' })
    last.lastCheck = clock.now()
    try {
      offered = await watched((signal) => client.check(signal))
      become(offered ? { state: 'available', ...offered } : { state: 'none' })
    } catch (error) {
      fail(error)
    }
  }

  async function download(): Promise<void> {
    const update = offered
    if (!update || isBusy() || state.state === 'ready') return
    become({ state: 'downloading', done: 0, ...update })
    let isStopped = () => false
    try {
      await watched((signal, alive) => {
        isStopped = () => signal.aborted
        return client.download((done) => {
          if (signal.aborted) return
          alive()
          become({ state: 'downloading', done, ...update })
        }, signal)
      })
      become({ state: 'ready', ...update })
    } catch (error) {
      const isSilent = error instanceof UpdateError && error.why === 'no-answer'
      // Taken back by the person, which is no failure. Not said before: the library would join another one to it.
      if (isStopped() && !isSilent) become({ state: 'available', ...update })
      else fail(error)
    }
  }

  const isReady = () => state.state === 'ready'

  async function install(): Promise<void> {
    const update = offered
    if (!update || !isReady() || !(await mayEnd()) || !isReady()) return
    become({ state: 'installing', ...update })
    try {
      await client.install()
    } catch (error) {
      fail(error)
    }
  }

  /** A clock that was set back makes a day of its own. */
  function isDue(): boolean {
    const { lastCheck } = last
    const since = lastCheck === null ? DAY_MS : clock.now() - lastCheck
    return since >= DAY_MS || since < 0
  }

  function look(): void {
    after(LOOK_EVERY_MS, look)
    if (isWanted() && isDue() && (state.state === 'none' || state.state === 'failed')) void check()
  }

  return {
    get state() {
      return state
    },
    follow: () => void after(FIRST_MS, look),
    check,
    download,
    cancel: () => stop?.abort(),
    install,
  }
}
