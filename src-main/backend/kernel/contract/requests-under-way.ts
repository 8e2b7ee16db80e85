import { isRefusal } from '#shared/contract/refusal.ts'
import { effectOf } from '#shared/contract/effects.ts'
import type { Clock } from '../dependencies.ts'
import { currentCall } from '../current-call.ts'
import { asRequest, type Request, SCRIPT } from '../current-request.ts'

/** The calls and jobs that change something and have not ended. */
export interface RequestsUnderWay {
  /** Does the work of a call or job; a failure of ours says whether its change is stored. */
  serve<T>(method: string, id: string | undefined, work: () => Promise<T>): Promise<T>
  /** Notes that the request goes on until `end`. */
  follow(id: string | undefined, end: Promise<unknown>): void
  /** Waits for the end of what is under way with this id. */
  ended(id: string): Promise<void>
}

/** An error of ours in a call that changes something, with what is known of the change. */
export class FailedRequest extends Error {
  readonly stored: Request['stored']
  constructor(cause: unknown, stored: Request['stored']) {
    super('a request failed', { cause })
    this.name = 'FailedRequest'
    this.stored = stored
  }
}

export function createRequestsUnderWay(clock: Clock): RequestsUnderWay {
  const running = new Map<string, Set<Promise<unknown>>>()

  return {
    async serve(method, id, work) {
      // What a call that changes nothing stores, such as figures to remember, is no change of a person's to look up. That
      // it was done, an export for example, is recorded as its window's all the same.
      const changesNothing = effectOf(method) === 'none'
      const call = currentCall()
      const request: Request = {
        id: changesNothing ? null : (id ?? null),
        method,
        at: clock.now(),
        clientId: call?.clientId ?? SCRIPT,
        author: call?.author ?? null,
        stored: 'nothing',
        over: false,
      }
      try {
        return await asRequest(request, work)
      } catch (error) {
        throw isRefusal(error) || changesNothing ? error : new FailedRequest(error, request.stored)
      }
    },
    follow(id, end) {
      if (id === undefined) return
      const all = running.get(id) ?? new Set()
      running.set(id, all.add(end))
      const forget = () => {
        all.delete(end)
        if (all.size === 0) running.delete(id)
      }
      end.then(forget, forget)
    },
    async ended(id) {
      await Promise.allSettled(running.get(id) ?? [])
    },
  }
}
