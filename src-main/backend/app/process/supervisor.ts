import type { ApiError, ErrorCode } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { BackendState } from '#shared/wire.ts'
import type { Clock, Keychain, Log } from '#backend/kernel/dependencies.ts'
import { guarded } from '#backend/kernel/guarded.ts'
import { answerShowFile, type ShowFile } from './host-file-manager.ts'
import { answerKeychain } from './host-keychain.ts'
import { answerProxy, type ProxyFor } from './host-proxy.ts'
import type { WorkbookProcesses } from './host-workbooks.ts'
import type { ToBackend, ToHost } from './host-messages.ts'
import type { BackendProcess, Launch, ProcessEnd } from './launcher.ts'
import { readToHost } from './read-to-host.ts'
import { startFailureBy } from './start-failure.ts'

/** Calls `then` once after `ms`; the answer takes it back. */
export type After = (ms: number, then: () => void) => () => void

export interface SupervisorOptions<Client> {
  launch: Launch<Client>
  clock: Clock
  after: After
  log: Log
  /** The system's keychain, where this host has one. */
  keychain?: Keychain
  /** The system's proxy settings, where this host can ask for them. */
  proxyFor?: ProxyFor
  /** Shows a file in the system's file manager, where this host can. */
  showFile?: ShowFile
  /** Processes for workbooks, where the backend's own cannot start any. */
  workbooks?: WorkbookProcesses<Client>
  /** How long a shut-down may take: long enough for the largest write. */
  shutDownLimitMs?: number
}

export interface Supervisor<Client extends { close(): void }> {
  /** Null until the first start has succeeded or failed. */
  readonly state: BackendState | null
  readonly pid: number | undefined
  onState(listener: (state: BackendState) => void): void
  start(): void
  /** Starts now a backend that is stopped, or waits to be restarted. */
  retry(): void
  /** Ends a running backend in order and starts another one at once: no crash, so no pause that grows. */
  restart(): void
  /** Joins a client to the running backend; closes it where none runs. */
  connect(client: Client): void
  registerRead(path: string, name?: string): Promise<FileRef>
  registerWrite(path: string): Promise<FileRef>
  release(token: string): void
  /** The backend needs the file of a token no more. */
  onFileDone(listener: (token: string) => void): void
  /** Waits for what is being written, then for the end of the process; 'killed' where that took too long. */
  shutDown(): Promise<'ended' | 'killed'>
  /** Ends the process at once and for good: what it has not committed is rolled back. */
  kill(): void
}

/** Seconds before the first, second, … attempt after a crash; the last one counts for all that follow. */
const PAUSES = [0, 1, 2, 4, 8, 15, 30]
/** So many starts are tried before a person is asked, where none was ready. */
const STARTS = 2
/** A backend that ran this long was well: the next crash starts again from the shortest pause. */
const WELL_AFTER_MS = 60_000
const SHUT_DOWN_LIMIT_MS = 120_000
/** A restart is waited for by the person who asked for it. */
const RESTART_LIMIT_MS = 5000

interface Waiting {
  resolve(file: FileRef): void
  reject(error: Refusal): void
}

/** Keeps a backend process running, and says honestly how that goes. */
export function supervise<Client extends { close(): void }>(
  options: SupervisorOptions<Client>,
): Supervisor<Client> {
  const { launch, clock, after, log, shutDownLimitMs = SHUT_DOWN_LIMIT_MS } = options
  const listeners: ((state: BackendState) => void)[] = []
  const doneListeners: ((token: string) => void)[] = []
  const waiting = new Map<number, Waiting>()
  let state: BackendState | null = null
  let running: BackendProcess<Client> | null = null
  let refused: ApiError | null = null
  let readyAt: number | null = null
  let attempt = 0
  /** In a row, without one that was ready. */
  let failedStarts = 0
  /** While a restart waits for the end of a process: takes the limit of that wait back. */
  let stopRestart: (() => void) | null = null
  let lastRequest = 0
  let stopWaiting: (() => void) | null = null
  let ended: (() => void) | null = null
  let shuttingDown: Promise<'ended' | 'killed'> | null = null

  const emitState = (next: BackendState) => {
    state = next
    for (const listener of listeners) listener(next)
  }

  function begin(): void {
    stopWaiting?.()
    stopWaiting = null
    refused = null
    readyAt = null
    const child = launch()
    running = child
    child.onMessage(
      guarded(log, 'backend.message-failed', (message: unknown) => {
        const known = readToHost(message)
        if (known) return receive(known)
        log.error('backend.message-unknown')
      }),
    )
    child.onExit((end) => {
      if (running === child) gone(end)
    })
  }

  async function receive(message: ToHost): Promise<void> {
    if (message.type === 'ready') {
      readyAt = clock.now()
      failedStarts = 0
      log.info('backend.ready', { attempt })
      emitState({ state: 'running' })
    } else if (message.type === 'failed-to-start') {
      refused = message.error
      running?.kill()
    }
    if (message.type === 'keychain') {
      const asking = running
      asking?.post(await answerKeychain(options.keychain, message))
    }
    if (message.type === 'proxy') {
      const asking = running
      asking?.post(await answerProxy(options.proxyFor, message))
    }
    if (message.type === 'show-file') {
      const asking = running
      asking?.post(await answerShowFile(options.showFile, message))
    }
    if (message.type === 'start-workbook') startWorkbook(message.request)
    if (message.type === 'kill-workbook') options.workbooks?.kill(message.request)
    if (message.type === 'file-done') for (const listener of doneListeners) listener(message.token)
    if (message.type === 'registered') settle(message.request)?.resolve(message.file)
    if (message.type === 'refused') {
      const { code, details, message: text } = message.error
      settle(message.request)?.reject(new Refusal<ErrorCode>(code, details, text))
    }
  }

  function startWorkbook(request: number): void {
    const asking = running
    const onEnd = (code: number | null) => asking?.post({ type: 'workbook-ended', request, code })
    const port = options.workbooks?.start(request, onEnd)
    if (port) asking?.post({ type: 'workbook-started', request }, port)
    else onEnd(null)
  }

  function settle(request: number): Waiting | undefined {
    const found = waiting.get(request)
    waiting.delete(request)
    return found
  }

  /** The process has ended: as asked, because it refuses, or by a crash. */
  function gone(end: ProcessEnd): void {
    running = null
    options.workbooks?.killAll()
    for (const request of [...waiting.keys()]) settle(request)?.reject(new Refusal('backend.restarting', {}))
    const restarting = stopRestart !== null
    stopRestart?.()
    stopRestart = null
    if (ended) return ended()
    if (restarting) {
      emitState({ state: 'restarting', attempt: 1, retryInSeconds: 0 })
      return begin()
    }
    const cause = refused ?? (readyAt === null ? notStarted(end) : null)
    if (cause?.code === 'backend.start-failed') failedStarts += 1
    // A start that failed may go well the next time; after two, a person is asked.
    if (cause && (cause.code !== 'backend.start-failed' || failedStarts >= STARTS)) {
      attempt = 0
      log.warn('backend.refused-to-start', { code: cause.code })
      return emitState({ state: 'stopped', error: cause })
    }
    if (readyAt !== null && clock.now() - readyAt >= WELL_AFTER_MS) attempt = 0
    attempt += 1
    const seconds = PAUSES[Math.min(attempt, PAUSES.length) - 1] ?? 0
    log.error('backend.crashed', { attempt, retryInSeconds: seconds })
    stopWaiting = after(seconds * 1000, begin)
    emitState({ state: 'restarting', attempt, retryInSeconds: seconds })
  }

  /** Of a process that said nothing. */
  function notStarted(end: ProcessEnd): ApiError {
    const { code, message, details } = startFailureBy(end)
    log.error('backend.not-started', details)
    return { code, message, details }
  }

  function request(message: (request: number) => ToBackend): Promise<FileRef> {
    const child = running
    if (!child || state?.state !== 'running') return Promise.reject(new Refusal('backend.restarting', {}))
    return new Promise((resolve, reject) => {
      lastRequest += 1
      waiting.set(lastRequest, { resolve, reject })
      child.post(message(lastRequest))
    })
  }

  function end(): Promise<'ended' | 'killed'> {
    stopWaiting?.()
    const child = running
    let how: 'ended' | 'killed' = 'ended'
    return new Promise((resolve) => {
      ended = () => resolve(how)
      if (!child) return ended()
      const cancelKill = askToEnd(child, shutDownLimitMs, () => (how = 'killed'))
      ended = () => {
        cancelKill()
        resolve(how)
      }
    })
  }

  /** Ends it at once after so long; the answer takes that back. */
  function askToEnd(child: BackendProcess<Client>, limitMs: number, onKill?: () => void): () => void {
    child.post({ type: 'shut-down' })
    return after(limitMs, () => {
      log.error('backend.shut-down-too-long')
      onKill?.()
      child.kill()
    })
  }

  function restart(): void {
    if (ended || stopRestart) return
    attempt = 0
    failedStarts = 0
    if (running) stopRestart = askToEnd(running, RESTART_LIMIT_MS)
    else begin()
  }

  return {
    get state() {
      return state
    },
    get pid() {
      return running?.pid
    },
    onState: (listener) => listeners.push(listener),
    start: begin,
    retry() {
      if (!running && !ended) begin()
    },
    restart,
    connect(client) {
      if (running && state?.state === 'running') running.connect(client)
      else client.close()
    },
    registerRead: (path, name) =>
      request((id) => ({
        type: 'register-read',
        request: id,
        path,
        ...(name === undefined ? {} : { name }),
      })),
    registerWrite: (path) => request((id) => ({ type: 'register-write', request: id, path })),
    release: (token) => running?.post({ type: 'release', token }),
    onFileDone: (listener) => doneListeners.push(listener),
    shutDown: () => (shuttingDown ??= end()),
    kill() {
      stopWaiting?.()
      ended ??= () => undefined
      running?.kill()
    },
  }
}
