import { inject, reactive, type App, type InjectionKey } from 'vue'
import { apiOver } from '#shared/contract/api.ts'
import { effectOf } from '#shared/contract/effects.ts'
import type { Api, MethodName, Started } from '#shared/contract/index.ts'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { type FoundOutcome, LostAnswer, type LostRequest } from './lost/lost-answer.ts'
import type { Host } from './host/host.ts'
import { setOf } from './set-of-input.ts'

export const hostKey: InjectionKey<Host> = Symbol('host')
const apiKey: InjectionKey<Api> = Symbol('api')
const underWayKey: InjectionKey<ReadonlyMap<string, number>> = Symbol('calls under way')

function required<T>(key: InjectionKey<T>): T {
  const value = inject(key)
  if (value === undefined) throw new Error(`${String(key.description)} is not provided`)
  return value
}

/** The desktop or browser host that this window runs in. */
export const useHost = (): Host => required(hostKey)
/** The contract as a typed object. */
export const useApi = (): Api => required(apiKey)

/** How many calls of each method this window waits for. */
export const useCallsUnderWay = (): ReadonlyMap<string, number> => required(underWayKey)

/** What carries calls about reports that the window has opened. */
export interface ReportCalls {
  carry(method: MethodName, input: unknown, call: Host['call'], reads: boolean): Promise<unknown>
}

/**
 * `onAway` is called for every call that failed because the backend is away. `lookUp` finds out what happened to a
 * change whose answer was lost; until it knows, the call goes on.
 * `reports` opens reports again that the backend has closed.
 */
export function provideApi(
  app: App,
  carry: Host['call'],
  onAway: () => void,
  lookUp?: (request: LostRequest) => Promise<FoundOutcome>,
  reports?: () => Promise<ReportCalls>,
): void {
  const underWay = reactive(new Map<string, number>())
  const count = (method: string, more: 1 | -1): void => {
    const calls = (underWay.get(method) ?? 0) + more
    if (calls > 0) underWay.set(method, calls)
    else underWay.delete(method)
  }
  const call: Host['call'] = async (method, input) => {
    count(method, 1)
    try {
      if (!reports || (method !== 'report.open' && setOf(input) === undefined))
        return await carry(method, input)
      return await (await reports()).carry(method, input, carry, effectOf(method) === 'none')
    } catch (error) {
      if (isRefusal(error, 'backend.restarting')) onAway()
      if (lookUp && isRefusal(error, 'backend.outcome-unknown'))
        throw new LostAnswer(error.details, await lookUp(error.details))
      throw error
    } finally {
      count(method, -1)
    }
  }
  app.provide(apiKey, apiOver(call))
  app.provide(underWayKey, underWay)
}

/** What a started job gives in the end; rejects with its Refusal. */
export async function outcomeOf<Output>(api: Api, started: Started<Output>): Promise<Output> {
  const end = await api.jobs.wait({ jobId: started.jobId })
  if (end.state === 'failed') {
    const { code, details, message } = end.error
    throw new Refusal<ErrorCode>(code, details, message)
  }
  return end.output as Output
}
