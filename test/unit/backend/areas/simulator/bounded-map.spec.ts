import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createBoundedMap } from '#backend/areas/simulator/bounded-map.ts'

it('keeps the newest, the oldest of them first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(9)), (limit, keys) => {
      const map = createBoundedMap<number>(limit)
      keys.forEach((key) => map.set(String(key), key))
      const newest = [...new Set(keys.toReversed())].slice(0, limit).toReversed()
      expect(map.values()).toEqual(newest)
      for (const key of new Set(keys)) expect(map.get(String(key)) === key).toBe(newest.includes(key))
    }),
  )
})

it('forgets what is taken out', () => {
  const map = createBoundedMap<number>(2)
  map.set('a', 1)
  map.delete('a')
  expect(map.get('a')).toBeUndefined()
  expect(map.values()).toEqual([])
})
