import fc from 'fast-check'

/** What happens to bytes on their way. */
export type Damage =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'left out'; readonly at: number; readonly bytes: number }
  | { readonly kind: 'put in'; readonly at: number; readonly text: string }
  | { readonly kind: 'changed'; readonly changes: readonly (readonly [at: number, byte: number])[] }

/** Damage among the first bytes, up to `within`; where there are fewer, a place counts on from the beginning. */
export const damageWithin = (within: number): fc.Arbitrary<Damage> => {
  const place = fc.nat(within)
  return fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), at: place }),
    fc.record({ kind: fc.constant('left out' as const), at: place, bytes: fc.integer({ min: 1, max: 8 }) }),
    fc.record({
      kind: fc.constant('put in' as const),
      at: place,
      text: fc.string({ unit: fc.constantFrom(...'\r\n\0: /%&={}[]"\xff'), minLength: 1, maxLength: 9 }),
    }),
    fc.record({
      kind: fc.constant('changed' as const),
      changes: fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 }),
    }),
  )
}

export const anyDamage: fc.Arbitrary<Damage> = damageWithin(400)

export function damaged(bytes: Buffer, damage: Damage): Buffer {
  const place = (at: number): number => (bytes.length === 0 ? 0 : at % bytes.length)
  switch (damage.kind) {
    case 'cut':
      return bytes.subarray(0, place(damage.at))
    case 'left out':
      return Buffer.concat([
        bytes.subarray(0, place(damage.at)),
        bytes.subarray(place(damage.at) + damage.bytes),
      ])
    case 'put in':
      return Buffer.concat([
        bytes.subarray(0, place(damage.at)),
        Buffer.from(damage.text, 'latin1'),
        bytes.subarray(place(damage.at)),
      ])
    case 'changed': {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) for (const [at, byte] of damage.changes) copy[place(at)] = byte
      return copy
    }
  }
}
