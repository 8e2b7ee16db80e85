import type { z } from 'zod'
import { type Contract, findMethod, type MethodName } from '#shared/contract/index.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { Job, Method } from '#shared/contract/method.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { UpdateState } from '#shared/updates.ts'
import type { Preferences } from '#shared/preferences.ts'
import type { Host, HostEvent, HostState } from '../../src-renderer/host/host.ts'
import { createListeners } from '../../src-renderer/host/listeners.ts'

/** An answer that never comes, for what is shown while something is loading. */
export const pending = Symbol('pending')

type MethodOf<N> = N extends `${infer A extends keyof Contract}.${infer K}`
  ? K extends keyof Contract[A]
    ? Contract[A][K]
    : never
  : never
type InputOf<M> = M extends Method<infer I> | Job<infer I> ? z.output<I> : never
/** As data is written: plain strings for days and instants. The contract parses it. */
type WrittenOutput<M> = M extends Method<z.ZodType, infer O> | Job<z.ZodType, infer O> ? z.input<O> : never

type Result<M> = WrittenOutput<M> | typeof pending | Refusal
type Answer<M> = Result<M> | ((input: InputOf<M>) => Result<M> | Promise<Result<M>>)

/** What the backend would answer, by method; of a job, how it ends. A `Refusal` is thrown. */
export type Answers = { readonly [N in MethodName]?: Answer<MethodOf<N>> }
type AnyAnswer = unknown | ((input: unknown) => unknown)

export interface FakeHostOptions {
  readonly kind?: Host['kind']
  readonly platform?: Host['platform']
  readonly backend?: HostState
  /** A file that the system had opened. */
  readonly opening?: FileRef | null
  /** The state of updates, in a package that has an address for them. */
  readonly update?: UpdateState | null
}

/** What surrounds a story in place of Electron or a browser tab, with a backend that gives the story's answers. */
export interface FakeHost extends Host {
  /** What was asked, the earliest first; `jobs.wait` is left out. */
  readonly calls: readonly { readonly method: MethodName; readonly input: unknown }[]
  /** The inputs of the calls of one method. */
  inputsOf<N extends MethodName>(method: N): readonly InputOf<MethodOf<N>>[]
  /** Addresses that were opened outside. */
  readonly opened: readonly string[]
  /** How often the host was asked to try again. */
  readonly retries: number
  /** From now on these answers; those of other methods stay. */
  answer(answers: Answers): void
  emit(event: HostEvent): void
  setBackend(state: HostState): void
}

const done = async () => undefined
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

/** Input and answers are parsed by the contract, so that neither can be what the backend would never see or say. */
export function createFakeHost(
  first: Answers,
  preferences: Preferences,
  report: (problem: string) => void,
  {
    kind = 'browser',
    platform = 'browser',
    backend = { state: 'running' },
    opening = null,
    update = null,
  }: FakeHostOptions = {},
): FakeHost {
  let answers: Readonly<Partial<Record<MethodName, AnyAnswer>>> = first
  let kept = preferences
  let state = backend
  const calls: { method: MethodName; input: unknown }[] = []
  const opened: string[] = []
  const events = createListeners<HostEvent>()
  const states = createListeners<HostState>()
  const jobs = new Map<string, () => Promise<unknown>>()

  async function resultOf(method: MethodName, input: unknown, output: z.ZodType): Promise<unknown> {
    if (!(method in answers)) {
      report(`The story has no answer for ${method}`)
      throw new Refusal('internal', { reference: method })
    }
    const answer = answers[method]
    const result: unknown = await (typeof answer === 'function' ? answer(input) : answer)
    if (result === pending) return new Promise(() => undefined)
    if (result instanceof Refusal) throw result
    const parsed = output.safeParse(plain(result))
    if (parsed.success) return parsed.data
    report(`The answer of ${method} is not what the contract says: ${parsed.error.message}`)
    throw new Refusal('internal', { reference: method })
  }

  async function endOf(jobId: string): Promise<unknown> {
    const end = jobs.get(jobId)
    if (!end) throw new Refusal('job.unknown', { jobId })
    try {
      return { state: 'done', output: await end() }
    } catch (error) {
      if (!isRefusal(error)) throw error
      return { state: 'failed', error: { code: error.code, message: error.message, details: error.details } }
    }
  }

  async function call(method: MethodName, given: unknown): Promise<unknown> {
    const entry = findMethod(method)
    const parsed = entry?.input.safeParse(plain(given))
    if (!entry || !parsed?.success) {
      report(
        `${method} was called with what the contract refuses: ${parsed?.error?.message ?? 'no such method'}`,
      )
      throw new Refusal('internal', { reference: method })
    }
    if (method === 'jobs.wait' && !(method in answers)) return endOf((parsed.data as { jobId: string }).jobId)
    calls.push({ method, input: parsed.data })
    if (entry.kind === 'method') return resultOf(method, parsed.data, entry.output)
    const jobId = `job-${jobs.size + 1}`
    jobs.set(jobId, () => resultOf(method, parsed.data, entry.output))
    return { jobId }
  }

  let retries = 0
  let files = 0
  const file = (name: string, bytes: number | null) => {
    files += 1
    return { token: `file-token-${String(files).padStart(6, '0')}`, name, bytes }
  }
  return {
    kind,
    platform,
    recovered: false,
    region: 'NO',
    call: (method, input) =>
      state.state === 'running' ? call(method, input) : Promise.reject(new Refusal('backend.restarting', {})),
    onEvent: events.add,
    onBackendState(listener) {
      listener(state)
      return states.add(listener)
    },
    retryBackend: () => void (retries += 1),
    get retries() {
      return retries
    },
    openFile: async ({ extensions }) => file(`example.${extensions[0] ?? 'txt'}`, 12_345),
    openedFile: opening && { take: async () => opening, onWaiting: () => () => undefined },
    discard: () => undefined,
    registerDropped: async ({ name, size }) => file(name, size),
    saveFile: async ({ suggestedName }) => file(suggestedName, null),
    chooseFolder: kind === 'desktop' ? async () => file('Sikkerhetskopier', null) : null,
    deliver: async () => undefined,
    print: () => undefined,
    savePdf: kind === 'desktop' ? async ({ suggestedName }) => ({ name: suggestedName }) : null,
    get preferences() {
      return kept
    },
    setPreferences: async (next) => void (kept = { ...next }),
    spelling:
      kind === 'desktop'
        ? {
            state: async () => ({
              check: kept.spelling?.check ?? false,
              languages: kept.spelling?.languages ?? [kept.language],
              available: ['da', 'en-GB', 'en-US', 'nb', 'sv'],
              downloads: platform === 'linux',
              failed: [],
            }),
            onChanged: () => () => undefined,
          }
        : null,
    work: null,
    shell: null,
    updates: update && {
      get: async () => ({ state: update, wanted: true }),
      ...{ setWanted: done, check: done, download: done, cancel: done, install: done },
      onState: () => () => undefined,
    },
    windowControls:
      kind === 'desktop'
        ? {
            minimize: () => undefined,
            toggleMaximize: () => undefined,
            close: () => undefined,
            popupMenu: () => undefined,
          }
        : null,
    menu: null,
    openExternal: (url) => void opened.push(url),

    calls,
    inputsOf: <N extends MethodName>(method: N) =>
      calls.filter((one) => one.method === method).map(({ input }) => input as InputOf<MethodOf<N>>),
    opened,
    answer: (more) => void (answers = { ...answers, ...more }),
    emit: events.emit,
    setBackend(next) {
      state = next
      states.emit(next)
    },
  }
}
