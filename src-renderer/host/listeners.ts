import type { Off } from './host.ts'

export interface Listeners<T> {
  add(listener: (told: T) => void): Off
  tell(told: T): void
}

/** Those who want to be told, in the order in which they came. */
export function createListeners<T>(): Listeners<T> {
  const all = new Set<(told: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => all.delete(listener)
    },
    tell: (told) => {
      for (const listener of [...all]) listener(told)
    },
  }
}
