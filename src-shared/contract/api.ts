import type { Api, MethodName } from './index.ts'

/**
 * The contract as a typed object over one function that carries a call. The types know every area and method; nothing
 * of the contract itself is needed here, so a window starts without building a schema.
 */
export function apiOver(call: (method: MethodName, input: unknown) => Promise<unknown>): Api {
  return byName((area) =>
    byName((key) => (input: unknown) => call(`${area}.${key}` as MethodName, input)),
  ) as Api
}

/** An object that makes each property when it is first asked for. `then` is none: nobody awaits an area. */
function byName<T>(make: (name: string) => T): Record<string, T> {
  const made: Record<string, T> = {}
  return new Proxy(made, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? (made[name] ??= make(name)) : undefined),
  })
}
