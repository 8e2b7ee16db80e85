import type { Off } from './host.ts'

export interface Listeners<T> {
  add(listener: (told: T) => void): Off
  emit(told: T): void
}

/** Those who want to be told, in the order in which they came. */
export function createListeners<T>(): Listeners<T> {
  const all = new Set<(told: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => all.delete(listener)
    },
    emit: (told) => {
      for (const listener of [...all]) listener(told)
    },
  }
}

/** The same for what may come before anybody listens: it waits for the first who does. */
export function createPatientListeners<T>(): Listeners<T> {
  const { add, emit } = createListeners<T>()
  let early: T[] | null = []
  return {
    add(listener) {
      const off = add(listener)
      const waiting = early ?? []
      early = null
      waiting.forEach(emit)
      return off
    },
    emit: (told) => (early ? void early.push(told) : emit(told)),
  }
}
