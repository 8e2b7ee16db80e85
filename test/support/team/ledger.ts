import type { Api } from '#shared/contract/index.ts'
import type { Attempt, FromClient } from './messages.ts'

export interface Confirmed extends Attempt {
  /** None where the call records no operation. */
  readonly operationId: number | null
}

/** What the clients of a team did and were answered, as they know it. */
export interface Ledger {
  readonly confirmed: ReadonlyMap<string, Confirmed>
  /** What was refused, or not stored when its client was killed. */
  readonly notStored: ReadonlySet<string>
  /** How often something was refused, by the code of the refusal. */
  readonly refusals: ReadonlyMap<string, number>
  note(message: FromClient): void
  /** How many have no answer so far. */
  unanswered(client?: number): number
  /** Looks up everything that has no answer, and never gets one; answers how many of those are stored. */
  settle(api: Api): Promise<number>
}

/** The client does not know whether it is stored. */
const UNKNOWN = 'backend.outcome-unknown'

export function createLedger(): Ledger {
  const open = new Map<string, Attempt>()
  const confirmed = new Map<string, Confirmed>()
  const notStored = new Set<string>()
  const refusals = new Map<string, number>()
  const confirm = (requestId: string, operationId: number | null): void => {
    const attempt = open.get(requestId)
    if (!attempt) throw new Error(`${requestId} was not begun`)
    open.delete(requestId)
    confirmed.set(requestId, { ...attempt, operationId })
  }
  return {
    confirmed,
    notStored,
    refusals,
    note(message) {
      if (message.is === 'begun') open.set(message.attempt.requestId, message.attempt)
      else if (message.is === 'confirmed') confirm(message.requestId, message.operationId)
      else if (message.is === 'refused') {
        const { requestId, code } = message
        refusals.set(code, (refusals.get(code) ?? 0) + 1)
        if (requestId === null || code === UNKNOWN) return
        open.delete(requestId)
        notStored.add(requestId)
      }
    },
    unanswered: (client) =>
      [...open.values()].filter((attempt) => client === undefined || attempt.client === client).length,
    async settle(api) {
      let stored = 0
      for (const requestId of open.keys()) {
        const { state, operations } = await api.history.request({ requestId })
        if (state === 'begun' || operations.length > 1)
          throw new Error(`${requestId} is ${state}, with ${operations.length} operations`)
        if (state === 'done') {
          stored += 1
          confirm(requestId, operations[0]?.id ?? null)
        } else {
          open.delete(requestId)
          notStored.add(requestId)
        }
      }
      return stored
    },
  }
}
