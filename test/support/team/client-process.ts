import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { newFolder } from '../test-backend.ts'
import type { Ledger } from './ledger.ts'
import type { Attempt, ClientOptions, FromClient, ToClient } from './messages.ts'

const child = fileURLToPath(new URL('./working-client.ts', import.meta.url))

/** A client of a team, whose process can be killed and started again. */
export interface TeamClient {
  readonly client: number
  work(): void
  /** Lets it end what it does; answers how long each window of a report has taken since it rested last. */
  rest(): Promise<readonly number[]>
  /** The next call that changes something. */
  begun(): Promise<Attempt>
  /** The next call that was answered as done. */
  confirmed(): Promise<unknown>
  kill(): Promise<void>
  /** Starts its process again, in the same folder. */
  start(): Promise<void>
  /** Ends its process as a person does. */
  end(): Promise<void>
  remove(): Promise<void>
}

type Is<K extends FromClient['is']> = FromClient & { readonly is: K }

export const startClients = (
  ledger: Ledger,
  count: number,
  options: Omit<ClientOptions, 'client'>,
): Promise<readonly TeamClient[]> =>
  Promise.all(Array.from({ length: count }, (_, client) => startClient(ledger, { ...options, client })))

export async function startClient(ledger: Ledger, options: ClientOptions): Promise<TeamClient> {
  const folder = await newFolder()
  const waiting = new Map<FromClient['is'], PromiseWithResolvers<FromClient>[]>()
  let running: ChildProcess | undefined

  const next = async <K extends FromClient['is']>(is: K): Promise<Is<K>> => {
    const one = Promise.withResolvers<FromClient>()
    waiting.set(is, [...(waiting.get(is) ?? []), one])
    return (await one.promise) as Is<K>
  }
  const receive = (message: FromClient): void => {
    ledger.note(message)
    const some = waiting.get(message.is) ?? []
    waiting.delete(message.is)
    for (const one of some) one.resolve(message)
  }
  const abandon = (): void => {
    running = undefined
    const all = [...waiting.values()].flat()
    waiting.clear()
    for (const one of all) one.reject(new Error(`client ${options.client} has ended`))
  }
  const say = (message: ToClient): void => void running?.send(message)
  const start = async (): Promise<void> => {
    const process_ = fork(child, [folder, JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    running = process_
    process_.on('message', receive)
    process_.once('exit', abandon)
    await next('ready')
  }
  const kill = async (): Promise<void> => {
    if (!running) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
  }

  await start()
  return {
    client: options.client,
    work: () => say({ do: 'work' }),
    async rest() {
      const resting = next('resting')
      say({ do: 'rest' })
      return (await resting).windows
    },
    begun: async () => (await next('begun')).attempt,
    confirmed: () => next('confirmed'),
    kill,
    start,
    async end() {
      if (!running) return
      const ended = once(running, 'exit')
      say({ do: 'end' })
      await ended
    },
    async remove() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
