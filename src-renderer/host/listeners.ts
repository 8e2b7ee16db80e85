import type { Off } from './host.ts'

export interface Listeners<T> {
  add(listener: (value: T) => void): Off
  emit(value: T): void
}

/** Listeners, called in the order in which they were added. */
export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => all.delete(listener)
    },
    emit: (value) => {
      for (const listener of [...all]) listener(value)
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
    emit: (value) => (early ? void early.push(value) : emit(value)),
  }
}
