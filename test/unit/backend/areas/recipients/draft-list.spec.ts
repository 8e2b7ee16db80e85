import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDraftList } from '#backend/areas/recipients/draft-list.ts'

const listOf = (rows: readonly (readonly [number, string, string])[]) => {
  const list = createDraftList()
  for (const [row, email, name] of rows) list.add(row, email, name)
  return list.finish()
}
const fresh = { part: 1, cleaned: [], corrected: false, skipped: false, kept: false }

describe('a list of drafts', () => {
  it('gives back what it was given, whatever the texts', () => {
    const rows = fc.array(fc.tuple(fc.nat(), fc.string(), fc.string({ unit: 'grapheme' })))
    fc.assert(
      fc.property(rows, (given) => {
        const list = listOf(given)
        expect(list).toHaveLength(given.length)
        expect(list.map((draft) => draft)).toEqual(
          given.map(([row, email, name]) => ({ row, email, name, ...fresh })),
        )
      }),
    )
  })

  it.each([999, 1000, 1001, 3500])('joins the texts of %d rows without mixing them up', (count) => {
    const list = listOf(Array.from({ length: count }, (_, i) => [i + 2, `a${i}@example.com`, `Å ${i}`]))
    expect(list.length).toBe(count)
    for (const place of [0, 1, 997, count - 1])
      expect(list.at(place)).toEqual({
        row: place + 2,
        email: `a${place}@example.com`,
        name: `Å ${place}`,
        ...fresh,
      })
    expect(list.at(count)).toBeUndefined()
    expect(list.map(({ row }) => row)).toHaveLength(count)
  })
})
