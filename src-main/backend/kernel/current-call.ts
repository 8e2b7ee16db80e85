import { AsyncLocalStorage } from 'node:async_hooks'

/** One call of the contract, or the job that it started, whether it changes anything or not. */
export interface Call {
  readonly method: string
  /** Aborts when the client that made it disconnects; undefined where nobody is connected. */
  readonly client: AbortSignal | undefined
  /** Takes note of the method whose change this one waits for before it can write; null when its turn has come. */
  onWaiting(method: string | null): void
}

const current = new AsyncLocalStorage<Call>()

/** Serves `call`: what it keeps meanwhile belongs to its client, and it can say what it waits for. */
export const asCall = <T>(call: Call, work: () => Promise<T>): Promise<T> => current.run(call, work)

/** The call that this code runs for; undefined for what the backend does by itself. */
export const currentCall = (): Call | undefined => current.getStore()
