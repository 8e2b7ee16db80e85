/** A set of ids at a bit for each id up to the largest: a million take an eighth of a megabyte and a few milliseconds. */
export function idBitmap(ids: Uint32Array): { has(id: number): boolean } {
  let largest = 0
  for (const id of ids) if (id > largest) largest = id
  const bits = new Uint8Array((largest >>> 3) + 1)
  for (const id of ids) bits[id >>> 3] = (bits[id >>> 3] ?? 0) | (1 << (id & 7))
  return { has: (id) => id >= 0 && id <= largest && ((bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0 }
}
