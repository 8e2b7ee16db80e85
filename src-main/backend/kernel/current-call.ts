import { AsyncLocalStorage } from 'node:async_hooks'

/** One call of the contract, or the job that it started, whether it changes anything or not. */
export interface Call {
  readonly method: string
  /** Aborts when the client that made it disconnects; undefined where nobody is connected. */
  readonly client: AbortSignal | undefined
  /** The window that made it; null for a script. */
  readonly clientId: string | null
  /** The name of the person who uses the program; null where nobody is named. */
  readonly author: string | null
  /** The windows that have called since the backend began. */
  readonly windows: ReadonlySet<string>
  /** Takes note of the method whose change this one waits for before it can write; null when its turn has come. */
  onWaiting(method: string | null): void
}

interface ServedCall {
  readonly call: Call
  /** True once it is answered: what goes on after that, such as the sending of messages, is not part of it. */
  over: boolean
}

const current = new AsyncLocalStorage<ServedCall>()

/** Serves `call`: what it keeps meanwhile belongs to its client, and it can say what it waits for. */
export async function asCall<T>(call: Call, work: () => Promise<T>): Promise<T> {
  let waits = false
  const onWaiting: Call['onWaiting'] = (method) => {
    if (served.over) return
    waits = method !== null
    call.onWaiting(method)
  }
  const served: ServedCall = { call: { ...call, onWaiting }, over: false }
  try {
    return await current.run(served, work)
  } finally {
    if (waits) onWaiting(null)
    served.over = true
  }
}

/** The call that this code runs for; undefined for what the backend does by itself. */
export function currentCall(): Call | undefined {
  const served = current.getStore()
  return served?.over ? undefined : served?.call
}
