/** So many values are the parameter of a statement, or rows of one. */
export const BLOCK = 5000

/** A list in parts. */
export function* blocksOf<T>(list: readonly T[], size = BLOCK): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}
