/** A map that holds so many entries, and lets the oldest go. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined
  /** An entry that is set again is a new one. */
  set(key: string, value: Value): void
  delete(key: string): void
  /** The oldest first. */
  values(): Value[]
}

export function createBoundedMap<Value>(limit: number): BoundedMap<Value> {
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size <= limit) return
      const [oldest] = entries.keys()
      if (oldest !== undefined) entries.delete(oldest)
    },
    delete: (key) => void entries.delete(key),
    values: () => [...entries.values()],
  }
}
