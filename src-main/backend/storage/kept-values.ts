import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** Values that clients refer to by a name, in a limited amount of memory. */
export interface KeptValues<T extends { readonly bytes: number }> {
  /**
   * Keeps the value until `client` aborts, and answers with its name; those that were not used for longest go where
   * there is too much. The newest stays at any size.
   */
  add(value: T, client?: AbortSignal): string
  get(name: string): T | undefined
}

/** What a value counts for at least, so that there are never too many small ones. */
const LEAST_BYTES = 4096

export function createKeptValues<T extends { readonly bytes: number }>(
  random: RandomSource,
  budgetBytes: number,
): KeptValues<T> {
  /** The least recently used first. */
  const values = new Map<string, T>()
  const namesOf = new WeakMap<AbortSignal, Set<string>>()
  let bytes = 0
  const sizeOf = (value: T) => Math.max(value.bytes, LEAST_BYTES)

  const release = (name: string): void => {
    const value = values.get(name)
    if (value && values.delete(name)) bytes -= sizeOf(value)
  }
  const makeRoom = (): void => {
    for (const name of values.keys()) {
      if (bytes <= budgetBytes || values.size === 1) return
      release(name)
    }
  }
  /** The names of what the client has; some may be gone. */
  const ownedBy = (client: AbortSignal): Set<string> => {
    const known = namesOf.get(client)
    if (known) return known
    const names = new Set<string>()
    namesOf.set(client, names)
    client.addEventListener('abort', () => names.forEach(release), { once: true })
    return names
  }
  return {
    add(value, client) {
      const name = Buffer.from(random.bytes(9)).toString('base64url')
      // A client that has gone meanwhile asks for nothing any more.
      if (client?.aborted) return name
      values.set(name, value)
      bytes += sizeOf(value)
      makeRoom()
      if (client) {
        const names = ownedBy(client)
        for (const other of names) if (!values.has(other)) names.delete(other)
        names.add(name)
      }
      return name
    },
    get(name) {
      const value = values.get(name)
      if (!value) return undefined
      values.delete(name)
      values.set(name, value)
      return value
    },
  }
}
