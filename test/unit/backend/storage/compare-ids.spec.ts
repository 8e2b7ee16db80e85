import { describe, expect, it } from 'vitest'
import { compareIds } from '#backend/storage/compare-ids.ts'

const compared = (before: number[], now: number[]) =>
  compareIds(Uint32Array.from(before), Uint32Array.from(now))

describe('a report compared with what it would be now', () => {
  it.each([
    ['nothing', [1, 2, 3], [1, 2, 3], { gone: 0, added: 0, moved: false }],
    ['rows that are gone', [5, 1, 4, 2], [5, 2], { gone: 2, added: 0, moved: false }],
    [
      'rows that are new, between the others',
      [5, 1, 4],
      [5, 9, 1, 7, 4],
      { gone: 0, added: 2, moved: false },
    ],
    ['another order', [1, 2, 3], [2, 1, 3], { gone: 0, added: 0, moved: true }],
    ['all of it', [1, 2, 3, 4], [9, 4, 1], { gone: 2, added: 1, moved: true }],
    ['everything gone', [1, 2], [], { gone: 2, added: 0, moved: false }],
    ['rows where there were none', [], [1, 2], { gone: 0, added: 2, moved: false }],
  ] as const)('finds %s', (_, before, now, changes) => {
    expect(compared([...before], [...now])).toEqual(changes)
  })
})
