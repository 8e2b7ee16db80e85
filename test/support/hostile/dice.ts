/** Random choices that are the same in every run with the same seed. */
export interface Dice {
  /** From 0 to `limit - 1`. */
  below(limit: number): number
  one<T>(list: readonly T[]): T
  chance(share: number): boolean
  text(characters: string, longest: number): string
}

/** By mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    one: (list) => list[below(list.length)] as (typeof list)[number],
    chance: (share) => next() < share,
    text: (characters, longest) =>
      Array.from({ length: below(longest + 1) }, () => characters[below(characters.length)]).join(''),
  }
}
