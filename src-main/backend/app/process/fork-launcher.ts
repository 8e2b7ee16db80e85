import { fork, type ChildProcess } from 'node:child_process'
import type { Port } from './channel.ts'
import type { ToBackend } from './host-messages.ts'
import type { BackendProcess, Launch, ProcessEnd } from './launcher.ts'
import { carryCall, sendReply } from '#backend/kernel/contract/undeliverable.ts'

export interface ForkOptions<Client> {
  entry: string
  args: readonly string[]
  /** A Node of version 24 or newer: better-sqlite3 needs its Node-API. */
  node: string
  env: NodeJS.ProcessEnv
  /** Node's own switches, such as those of a debugger. */
  execArgv?: readonly string[]
  /** A client's port as one that this process reads. */
  open(client: Client): Port
}

/** What lives for a moment gets at most three times so many MB; without a bound, a busy backend keeps ten times as much. */
const YOUNG_HEAP = ['--max-semi-space-size=8', '--min-semi-space-size=4']

/** Runs the backend as a child process of Node; the host carries its clients' messages. */
export const forkLauncher =
  <Client>({ entry, args, node, env, execArgv = [], open }: ForkOptions<Client>): Launch<Client> =>
  () => {
    const child = fork(entry, [...args], {
      execPath: node,
      execArgv: [...YOUNG_HEAP, ...execArgv],
      serialization: 'advanced',
      env,
      // Nothing of the backend belongs on a terminal but what goes wrong before its log is open.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    return carry(child, open)
  }

function carry<Client>(child: ChildProcess, open: (client: Client) => Port): BackendProcess<Client> {
  const clients = new Map<number, Port>()
  const messageListeners: ((message: unknown) => void)[] = []
  let lastClient = 0
  // A message to a child that has just died is lost like any other on its way: the exit reports the rest.
  const post = (message: ToBackend): void => {
    if (child.connected) child.send(message, () => undefined)
  }
  child.on('message', (message) => {
    const forClient = asForClient(message)
    const port = forClient && clients.get(forClient.client)
    if (port) sendReply(forClient.message, port.post)
    else if (!forClient) for (const listener of messageListeners) listener(message)
  })
  return {
    pid: child.pid,
    post,
    connect(of) {
      const client = ++lastClient
      const port = open(of)
      clients.set(client, port)
      post({ type: 'connect', client })
      port.onMessage((message) =>
        carryCall(message, (whole) => post({ type: 'from-client', client, message: whole }), port.post),
      )
      port.onClose(() => {
        clients.delete(client)
        post({ type: 'disconnect', client })
      })
    },
    onMessage: (listener) => messageListeners.push(listener),
    onExit: (listener) => afterExit(child, clients, listener),
    kill: () => child.kill('SIGKILL'),
  }
}

/** Calls the listener once, also where the program could not be started at all. */
function afterExit(
  child: ChildProcess,
  clients: Map<number, Port>,
  listener: (end: ProcessEnd) => void,
): void {
  let reported = false
  const reportEnd = (end: ProcessEnd) => {
    if (reported) return
    reported = true
    for (const port of [...clients.values()]) port.close()
    clients.clear()
    listener(end)
  }
  child.on('exit', (code, signal) => reportEnd({ code, signal }))
  child.on('error', (error: NodeJS.ErrnoException) => {
    if (child.pid === undefined) reportEnd({ notStarted: error.code ?? error.name })
  })
}

/** Read by hand: these carry every row of a report, and what is inside is parsed where it arrives. */
function asForClient(message: unknown): { client: number; message: unknown } | null {
  if (typeof message !== 'object' || message === null) return null
  const { type, client, message: inner } = message as { type?: unknown; client?: unknown; message?: unknown }
  return type === 'to-client' && typeof client === 'number' ? { client, message: inner } : null
}
