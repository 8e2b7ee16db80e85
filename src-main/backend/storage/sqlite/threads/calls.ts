import type { Readers } from '../../storage.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import type { Call } from './storage-tasks.ts'
import type { TaskOptions } from '#backend/kernel/threads/thread.ts'

const AREAS: { readonly [Area in keyof Readers]: true } = {
  codes: true,
  commerce: true,
  drafts: true,
  mail: true,
  operations: true,
  overview: true,
  payments: true,
  paypal: true,
  privacy: true,
  redemptions: true,
  report: true,
  secrets: true,
  settings: true,
  site: true,
  views: true,
}

/** Objects with the storage's methods, each of which passes its call to `send`. */
export function sendingCalls<Areas extends object>(
  send: (call: Call, options: TaskOptions) => Promise<unknown>,
): Areas {
  const areas = Object.keys(AREAS).map((area) => [area, sendingArea(area, send)])
  return Object.fromEntries(areas) as Areas
}

function sendingArea(area: string, send: (call: Call, options: TaskOptions) => Promise<unknown>): object {
  const methods = new Map<string, unknown>()
  const methodNamed =
    (method: string) =>
    (...parameters: unknown[]) => {
      const progressAt = parameters.findIndex((one) => typeof one === 'function')
      const signalAt = parameters.findIndex((one) => one instanceof AbortSignal)
      const plain = parameters.map((one, at) => (at === progressAt || at === signalAt ? undefined : one))
      return send(
        { area, method, parameters: plain, progressAt, signalAt },
        {
          ...(progressAt >= 0 && {
            progress: parameters[progressAt] as NonNullable<TaskOptions['progress']>,
          }),
          ...(signalAt >= 0 && { signal: parameters[signalAt] as AbortSignal }),
        },
      )
    }
  return new Proxy(Object.create(null) as object, {
    get(_area, method) {
      // An object that has `then` would be taken for a promise.
      if (typeof method !== 'string' || method === 'then') return undefined
      const known = methods.get(method) ?? methodNamed(method)
      methods.set(method, known)
      return known
    },
  })
}

/** Carries a call out, where the methods are. */
export async function carryOut(
  areas: object,
  { area, method, parameters, progressAt, signalAt }: Call,
  { signal, progress }: TaskContext,
): Promise<unknown> {
  const work = (areas as Record<string, Record<string, (...given: unknown[]) => Promise<unknown>>>)[area]?.[
    method
  ]
  if (!work) throw new Error(`storage has no ${area}.${method}`)
  const given = parameters.map((one, at) => (at === progressAt ? progress : at === signalAt ? signal : one))
  return await work(...given)
}
