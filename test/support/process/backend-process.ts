import { setTimeout as sleep } from 'node:timers/promises'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { supervise } from '#backend/app/process/supervisor.ts'
import { createCalls } from '#shared/calls.ts'
import { apiOver } from '#shared/contract/api.ts'
import type { ApiError } from '#shared/contract/error-codes.ts'
import type { Api, Started } from '#shared/contract/index.ts'
import type { BackendState } from '#shared/wire.ts'
import { systemAfter, systemClock } from '../../../src-main/hosts/clock.ts'
import { until } from '../condition.ts'
import { refusalFrom } from '../test-client.ts'
import { testEntries } from '../test-entries.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A client of a backend, however it is connected. */
export interface ApiClient {
  readonly api: Api
  /** The output of a job that was started; its refusal is thrown. */
  done<T>(started: Promise<Started<T>>): Promise<T>
}

/** A backend in a process of its own, started as both hosts start it, with one client. */
export interface BackendProcess extends ApiClient {
  /** How the first start ended: `running`, or the code of what it was refused with. */
  readonly outcome: string
  /** What it was refused with. */
  readonly refusal: ApiError | null
  /** When that was, as `performance.now()` has it. */
  readonly endedAt: number
  readonly pid: number | undefined
  /** Another client of the same backend. */
  connect(): ApiClient & { close(): void }
  reading(path: string): Promise<string>
  writing(path: string): Promise<string>
  /** Asks the process to end, and waits until it has. */
  stop(): Promise<void>
  /** Ends the process at once. */
  kill(): Promise<void>
}

/** A client whose calls `call` carries. */
export function clientOver(call: Parameters<typeof apiOver>[0]): ApiClient {
  const api = apiOver(call)
  return {
    api,
    async done<T>(started: Promise<Started<T>>) {
      const end = await api.jobs.wait({ jobId: (await started).jobId })
      if (end.state === 'failed') throw refusalFrom(end.error)
      return end.output as T
    },
  }
}

const superviseAt = (folder: string, node: string, env: NodeJS.ProcessEnv = {}) =>
  supervise({
    launch: forkLauncher<Port>({
      entry: testEntries.backend,
      args: ['--data', folder],
      node,
      open: (client) => client,
      env: backendEnvironment({ ...process.env, ...env }, folder),
    }),
    clock: systemClock,
    // A process that has ended stays so: its end is what a test looks at.
    after: (ms, then) => (ms <= 30_000 ? () => undefined : systemAfter(ms, then)),
    log,
  })

/** Starts a backend on `folder` and kills it after `ms`, wherever its start is by then. */
export async function killWhileStarting(folder: string, ms: number): Promise<void> {
  const supervisor = superviseAt(folder, process.execPath)
  supervisor.start()
  await sleep(ms)
  if (supervisor.pid !== undefined) process.kill(supervisor.pid, 'SIGKILL')
  await until('the process is gone', () => supervisor.pid === undefined)
}

export interface ProcessOptions {
  readonly node?: string
  readonly withinMs?: number
  /** Besides this process's own. */
  readonly env?: NodeJS.ProcessEnv
}

/** Starts a backend on `folder`, by `node`, and waits until it runs, or has said why it does not. */
export async function startProcess(
  folder: string,
  { node = process.execPath, withinMs = 60_000, env }: ProcessOptions = {},
): Promise<BackendProcess> {
  const supervisor = superviseAt(folder, node, env)
  let endedAt = 0
  supervisor.onState(() => {
    endedAt ||= performance.now()
  })
  supervisor.start()
  await until('the backend has started or refused', () => supervisor.state !== null, withinMs)
  const { state } = supervisor
  if (!state) throw new Error('no state')
  const connect = () => {
    const [near, far] = portPair()
    const calls = createCalls({ send: (message) => near.post(message), onEvent: () => undefined })
    near.onMessage(calls.receive)
    near.onClose(calls.abandon)
    if (state.state === 'running') supervisor.connect(far)
    return { ...clientOver(calls.call), close: () => near.close() }
  }

  return {
    ...connect(),
    connect,
    outcome: outcomeOf(state),
    refusal: state.state === 'stopped' ? (state.error as ApiError) : null,
    endedAt,
    get pid() {
      return supervisor.pid
    },
    reading: async (path) => (await supervisor.registerRead(path)).token,
    writing: async (path) => (await supervisor.registerWrite(path)).token,
    async stop() {
      await supervisor.shutDown()
    },
    async kill() {
      const { pid } = supervisor
      if (pid === undefined) return
      process.kill(pid, 'SIGKILL')
      await until('the process is gone', () => supervisor.pid === undefined)
    },
  }
}

const outcomeOf = (state: BackendState): string =>
  state.state === 'stopped' ? (state.error as ApiError).code : state.state
