import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idBitmap } from '#backend/storage/id-bitmap.ts'

it('holds the ids that it was given and no others', () => {
  const id = fc.integer({ min: 0, max: 5000 })
  fc.assert(
    fc.property(fc.array(id), fc.array(id), (ids, others) => {
      const set = idBitmap(Uint32Array.from(ids))
      for (const each of [...ids, ...others]) expect(set.has(each)).toBe(ids.includes(each))
      expect(set.has(-1)).toBe(false)
      expect(set.has(6000)).toBe(false)
    }),
  )
})
