import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idChunks, pickIds } from '#backend/storage/id-chunks.ts'
import { add, NOTHING, type Ranges } from '#shared/domain/selection.ts'

const ids = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 })
  .map((list) => Uint32Array.from(list))
const ranges = fc
  .array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 6 })
  .map((list) => list.reduce<Ranges>((all, [from, to]) => add(all, from, to), NOTHING))

it('takes the picked ids, sorted, and cuts them into chunks that give them all again', () => {
  fc.assert(
    fc.property(ids, ranges, fc.integer({ min: 1, max: 9 }), (all, picked, size) => {
      const expected = [...all]
        .filter((_, at) => picked.some(([from, to]) => at >= from && at < to))
        .sort((a, b) => a - b)
      const chosen = pickIds(all, picked)
      expect([...chosen]).toEqual(expected)
      const chunks = [...idChunks(chosen, size)]
      const again = chunks.flatMap(
        ({ first, count, list }) => list ?? Array.from({ length: count }, (_, i) => first + i),
      )
      expect(again).toEqual(expected)
      for (const { first, last, count, list } of chunks) {
        expect(count).toBeLessThanOrEqual(size)
        expect(list === undefined).toBe(last - first + 1 === count)
      }
    }),
  )
})
