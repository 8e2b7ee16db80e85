import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** Numbers that look random and are the same every time: a sample site looks alike on every machine. */
export interface Seeded extends RandomSource {
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number
  pick<T>(list: readonly [T, ...T[]]): T
}

/** Mulberry32. For made-up data only: anyone can predict what comes next. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (end: number) => next() % end
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
  }
}
