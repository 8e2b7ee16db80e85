import { inject, type App, type InjectionKey } from 'vue'
import { apiOver } from '#shared/contract/api.ts'
import type { Api, Started } from '#shared/contract/index.ts'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { type FoundOutcome, LostAnswer, type LostRequest } from './lost/lost-answer.ts'
import type { Host } from './host/host.ts'

export const hostKey: InjectionKey<Host> = Symbol('host')
const apiKey: InjectionKey<Api> = Symbol('api')

function required<T>(key: InjectionKey<T>): T {
  const value = inject(key)
  if (value === undefined) throw new Error(`${String(key.description)} is not provided`)
  return value
}

/** The desktop or browser host that this window runs in. */
export const useHost = (): Host => required(hostKey)
/** The contract as a typed object. */
export const useApi = (): Api => required(apiKey)

/**
 * `onAway` is called for every call that failed because the backend is away. `lookUp` finds out what happened to a
 * change whose answer was lost; until it knows, the call goes on.
 */
export function provideApi(
  app: App,
  carry: Host['call'],
  onAway: () => void,
  lookUp?: (request: LostRequest) => Promise<FoundOutcome>,
): void {
  const call: Host['call'] = async (method, input) => {
    try {
      return await carry(method, input)
    } catch (error) {
      if (isRefusal(error, 'backend.restarting')) onAway()
      if (lookUp && isRefusal(error, 'backend.outcome-unknown'))
        throw new LostAnswer(error.details, await lookUp(error.details))
      throw error
    }
  }
  app.provide(apiKey, apiOver(call))
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
