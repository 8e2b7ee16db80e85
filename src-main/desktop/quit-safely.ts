import type { App, BrowserWindow, PowerMonitor } from 'electron'

/** What of Electron takes part; tests pass their own. */
export interface QuitSafelyOptions {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>
  /** The backend's end: it has finished what it was writing, or was killed because that took too long. */
  shutDown(): Promise<'ended' | 'killed'>
  /** Keeps the rest, such as the window's place. */
  keep(): Promise<unknown>
  /** Work is under way that quitting would cut short. */
  isWorking(): boolean
  /** Whether the person wants to quit although there is. */
  asks(): Promise<boolean>
}

export interface SafeQuit {
  /** True from the first request on: what closes or crashes from then on is not to be opened again. */
  readonly begun: boolean
  /** Quits without a question: nobody is there to answer one, or the system is ending. */
  now(): void
  /** From now on nothing is asked about, whoever quits. */
  quitUnasked(): void
  /** Closing the window quits, so work that is under way is asked about while it is still there. */
  followWindow(window: Pick<BrowserWindow, 'on'>): void
  /** Quits when the person logs off from Windows while this window is open. */
  followSession(window: Pick<BrowserWindow, 'on'>): void
  /** Quits when the computer is shut down (Linux, macOS). To be called once Electron is ready. */
  followPower(powerMonitor: Pick<PowerMonitor, 'on'>): void
}

/** Quitting waits until the backend has finished what it writes and has ended, and until `keep` has kept the rest. */
export function quitSafely({ app, shutDown, keep, isWorking, asks }: QuitSafelyOptions): SafeQuit {
  let begun = false
  let done = false
  let isAsked = false
  let isUrgent = false

  function begin(): void {
    if (begun) return
    begun = true
    void Promise.allSettled([shutDown(), keep()]).then(([end]) => {
      done = true
      if (end.status === 'fulfilled' && end.value === 'ended') app.quit()
      else app.exit(1)
    })
  }
  function ask(): void {
    if (isAsked) return
    isAsked = true
    asks()
      .then((wanted) => wanted && begin())
      .finally(() => (isAsked = false))
      // Where there can be no question, there is none.
      .catch(begin)
  }
  const mustAsk = () => !begun && !isUrgent && isWorking()

  app.on('before-quit', (event) => {
    if (done) return
    event.preventDefault()
    if (mustAsk()) ask()
    else begin()
  })
  app.on('window-all-closed', () => app.quit())

  function now(): void {
    isUrgent = true
    app.quit()
  }
  /** The system waits for this process while the event is prevented, and goes on when it has ended. */
  const delay = (event: { preventDefault(): void }) => {
    if (done) return
    event.preventDefault()
    now()
  }
  return {
    get begun() {
      return begun
    },
    now,
    quitUnasked: () => void (isUrgent = true),
    followWindow(window) {
      window.on('close', (event) => {
        if (done || !mustAsk()) return
        event.preventDefault()
        ask()
      })
    },
    followSession(window) {
      window.on('query-session-end', delay)
      // Nothing delays this one: what can be finished within the system's own limit is.
      window.on('session-end', now)
    },
    followPower(powerMonitor) {
      // Electron's types leave the event out, its documentation does not.
      powerMonitor.on('shutdown', ((event: { preventDefault(): void }) => delay(event)) as () => void)
    },
  }
}
