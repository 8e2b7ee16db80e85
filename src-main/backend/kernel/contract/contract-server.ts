import type { z } from 'zod'
import type { ApiError } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type Area, findMethod, type Handlers } from '#shared/contract/index.ts'
import type { Job, Method } from '#shared/contract/method.ts'
import type { CallIds } from '#shared/calls.ts'
import { isBounded } from '#shared/bounded-json.ts'
import { callMessageSchema, type ReplyMessage } from '#shared/wire.ts'
import { asCall, type Call } from '../current-call.ts'
import type { Log } from '../dependencies.ts'
import { guarded } from '../guarded.ts'
import { refuseInput, sendReply, unboundedInput } from './undeliverable.ts'
import type { ErrorMapper } from './api-error.ts'
import type { Connection } from './connection.ts'
import type { EventBus } from './events.ts'
import type { JobContext, JobRegistry } from './jobs.ts'
import { createLateReport } from './late-report.ts'
import { createRequestsUnderWay, type RequestsUnderWay } from './requests-under-way.ts'

export type Answer = { ok: true; output: unknown } | { ok: false; error: ApiError }

export interface ContractServer {
  /**
   * Serves one call of the contract. Never throws. `requestId` is what its outcome can be looked up by, `clientId` the
   * window that calls; `client` aborts when who called disconnects.
   */
  call(method: string, input: unknown, ids?: CallIds, client?: AbortSignal): Promise<Answer>
  connect(connection: Connection): void
  /** From now on every call is answered with 'backend.shutting-down'. */
  close(): void
}

export interface ContractServerDependencies {
  readonly handlers: Handlers<JobContext>
  readonly jobs: JobRegistry
  readonly events: EventBus
  readonly underWay?: RequestsUnderWay
  /** The name of the person who calls; nobody is named where it is left out. */
  readonly author?: () => string | null
  readonly toApiError: ErrorMapper
  readonly log: Log
  readonly checkOutputs: boolean
}

type Handler = (input: unknown, job?: JobContext) => Promise<unknown>

/** What waits for less is not worth a word. */
const WAITING_MS = 300

/** More than are open at once, with all that were closed in the meantime. */
const WINDOWS_KEPT = 1000

/** The one place through which the window, or a script, reaches the backend. */
export function createContractServer(parts: ContractServerDependencies): ContractServer {
  const { jobs, events, toApiError, log } = parts
  const underWay = parts.underWay ?? createRequestsUnderWay({ now: Date.now })
  const windows = new Set<string>()
  let closed = false

  const serve = async (
    name: string,
    input: unknown,
    { requestId, clientId }: CallIds,
    client: AbortSignal | undefined,
  ): Promise<unknown> => {
    if (closed) throw new Refusal('backend.shutting-down', {})
    if (clientId !== undefined) noteWindow(clientId)
    const entry = findMethod(name)
    if (!entry) throw new Refusal('method.unknown', { method: name })
    // Before the schema, which may walk the input as deep as it goes.
    if (!isBounded(input)) throw unboundedInput()
    const handler = handlerOf(parts.handlers, name)
    const parsed = parseInput(entry, input)
    const author = parts.author?.() ?? null
    const checked = (onWaiting: Call['onWaiting'], job?: JobContext) =>
      asCall({ method: name, client, clientId: clientId ?? null, author, windows, onWaiting }, () =>
        underWay.serve(name, requestId, async () => checkOutput(entry, name, await handler(parsed, job))),
      )
    if (entry.kind === 'job') {
      const jobId = jobs.start(name, (job, onWaiting) => checked(onWaiting, job))
      underWay.follow(requestId, jobs.wait(jobId))
      return { jobId }
    }
    const end = checked(reportWaiting(name, requestId))
    underWay.follow(requestId, end)
    return await end
  }

  const noteWindow = (clientId: string): void => {
    windows.add(clientId)
    if (windows.size > WINDOWS_KEPT) windows.delete(windows.values().next().value ?? '')
  }

  const reportWaiting = (method: string, requestId: string | undefined) =>
    createLateReport<string>(WAITING_MS, (waitsFor) =>
      events.emit('requests.onWaiting', { requestId: requestId ?? null, method, waitsFor }),
    )

  /** A handler that answers with another shape than the contract's is a bug that no window should have to find. */
  const checkOutput = (entry: Method | Job, name: string, output: unknown): unknown => {
    if (!parts.checkOutputs) return output
    const result = entry.output.safeParse(output)
    if (result.success) return output
    log.error('contract.output-invalid', {
      method: name,
      issues: issuesOf(result.error).map(pathAndMessage).join('; '),
    })
    throw new TypeError(`output of ${name} does not have the contract’s shape`)
  }

  const call: ContractServer['call'] = async (method, input, ids = {}, client) => {
    try {
      return { ok: true, output: await serve(method, input, ids, client) }
    } catch (error) {
      return { ok: false, error: toApiError(error, method) }
    }
  }

  const connect = (connection: Connection): void => {
    const unsubscribe = events.subscribe((message) => connection.send(message))
    const gone = new AbortController()
    connection.onClose(() => {
      gone.abort()
      unsubscribe()
    })
    const reply = (message: ReplyMessage) =>
      sendReply(message, (sent) => !gone.signal.aborted && connection.send(sent as ReplyMessage))
    const receive = async (message: unknown): Promise<void> => {
      const parsed = callMessageSchema.safeParse(message)
      if (!parsed.success) {
        log.warn('contract.message-refused')
        const refused = refuseInput(message)
        if (refused) reply(refused)
        return
      }
      const { id, method, input, requestId, clientId } = parsed.data
      const answer = await call(method, input, { requestId, clientId }, gone.signal)
      reply({ type: 'reply', id, ...answer })
    }
    connection.onMessage(guarded(log, 'contract.failed', receive))
  }

  return { call, connect, close: () => void (closed = true) }
}

function handlerOf(handlers: Handlers<JobContext>, name: string): Handler {
  const dot = name.indexOf('.')
  const area = handlers[name.slice(0, dot) as Area] as Record<string, Handler>
  const handler = area[name.slice(dot + 1)]
  if (!handler) throw new TypeError(`no handler for ${name}`)
  return handler
}

function parseInput(entry: Method | Job, input: unknown): unknown {
  const result = entry.input.safeParse(input)
  if (result.success) return result.data
  throw new Refusal('input.invalid', { issues: issuesOf(result.error) })
}

interface Issue {
  path: string
  message: string
}

/** As much of an issue as says what is wrong: names of the input are in it, and they can be of any length. */
const ISSUE_CHARACTERS = 300

const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.slice(0, 20).map(({ path, message }) => ({
    path: shortened(path.map(String).join('.')),
    message: shortened(message),
  }))
const shortened = (text: string): string =>
  text.length <= ISSUE_CHARACTERS ? text : `${text.slice(0, ISSUE_CHARACTERS).toWellFormed()}…`
const pathAndMessage = ({ path, message }: Issue): string => `${path}: ${message}`
