import { AsyncLocalStorage } from 'node:async_hooks'
import { z } from 'zod'

/** One call of the contract, or the job that it started, as long as it is served. */
export interface Request {
  /** Chosen by the client, to look the outcome up with; null where it chose none. */
  readonly id: string | null
  readonly method: string
  readonly at: number
  /** The window that made it, or `SCRIPT`. */
  readonly clientId: string
  /** The name of the person who made it; null where nobody is named. */
  readonly author: string | null
  /**
   * What is known to be stored: `unclear` where a thread ended before it said so. The contract server says it of a call that
   * failed for a reason of ours.
   */
  stored: 'nothing' | 'something' | 'unclear'
  /** True once it is answered: what goes on after that is not part of it. */
  over: boolean
}

/** The id of whoever calls without an id of a window. No window's id is so short. */
export const SCRIPT = 'script'

/** What a thread gets of the request that it works for. */
export const requestMessageSchema = z.object({
  id: z.string().nullable(),
  method: z.string(),
  at: z.int(),
  clientId: z.string(),
  author: z.string().nullable(),
})
export type RequestMessage = z.output<typeof requestMessageSchema>

export const requestMessage = ({ id, method, at, clientId, author }: Request): RequestMessage => ({
  id,
  method,
  at,
  clientId,
  author,
})

const current = new AsyncLocalStorage<Request>()

/** Serves `request`: what is stored meanwhile, in this thread, is recorded as its own. */
export async function asRequest<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await current.run(request, work)
  } finally {
    request.over = true
  }
}

/** Notes that the present request's change is stored, or that nobody can say so. */
export function noteStored(stored: 'something' | 'unclear'): void {
  const request = currentRequest()
  if (request && request.stored !== 'something') request.stored = stored
}

/** The request that this code runs for; undefined for what the backend does by itself. */
export function currentRequest(): Request | undefined {
  const request = current.getStore()
  return request?.over ? undefined : request
}
