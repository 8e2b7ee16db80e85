import { describe, expect, it } from 'vitest'
import {
  answered,
  displaced,
  located,
  nextRefused,
  NO_MARKS,
  type PlacedCell,
  refusedOf,
  sent,
  without,
  withoutRefused,
} from '../../../../src-renderer/components/grid/cell-marks.ts'

const cell = (id: number, column: string, text: string, position = id): PlacedCell => ({
  id,
  column,
  text,
  position,
})
const refusal = (id: number, column: string) => ({ id, column, sentence: `No ${column}` })

describe('marks on edited cells', () => {
  const cells = [cell(1, 'email', 'x'), cell(2, 'email', 'b@example.com'), cell(3, 'expires', '31.02.2030')]

  it('go when the cell was changed, and stay with the sentence when it was refused', () => {
    const marks = answered(sent(NO_MARKS, cells), cells, [refusal(1, 'email'), refusal(3, 'expires')])
    expect([...marks.values()].map(({ id, text, refusal }) => [id, text, refusal])).toEqual([
      [1, 'x', 'No email'],
      [3, '31.02.2030', 'No expires'],
    ])
  })

  it('an answer that comes late says nothing about what was typed since', () => {
    const first = sent(NO_MARKS, cells)
    const again = [cell(1, 'email', 'a@example.com')]
    const second = sent(first, again)
    const late = answered(second, cells, [refusal(1, 'email')])
    expect(refusedOf(late)).toEqual([])
    expect(late.get('1 email')?.text).toBe('a@example.com')
    expect(answered(late, again, []).size).toBe(0)
  })

  it('are given up one by one or all at once; what is on its way stays', () => {
    const refused = answered(sent(NO_MARKS, cells), cells, [refusal(1, 'email'), refusal(3, 'expires')])
    expect(refusedOf(without(refused, 1, 'email'))).toHaveLength(1)
    const more = sent(refused, [cell(9, 'email', 'c@example.com')])
    expect([...withoutRefused(more).keys()]).toEqual(['9 email'])
  })

  it('are walked through in the order of the screen, round and round', () => {
    const placed = [
      cell(7, 'email', 'x', 4),
      cell(8, 'name', '', 4),
      cell(5, 'email', 'y', 90),
      cell(6, 'gone', '', 1),
    ]
    const refused = placed.map(({ id, column }) => refusal(id, column))
    const marks = answered(sent(NO_MARKS, placed), placed, refused)
    const columns = ['code', 'name', 'email']
    const next = (row: number, column: string) => nextRefused(marks, { row, column }, columns)
    expect(next(0, 'code')).toEqual({ row: 4, column: 'name' })
    expect(next(4, 'name')).toEqual({ row: 4, column: 'email' })
    expect(next(4, 'email')).toEqual({ row: 90, column: 'email' })
    expect(next(90, 'email')).toEqual({ row: 4, column: 'name' })
    expect(nextRefused(NO_MARKS, { row: 0, column: 'code' }, columns)).toBeUndefined()
  })

  it('lose their places when the order of the rows changes, until the rows are seen', () => {
    const refused = answered(sent(NO_MARKS, cells), cells, [refusal(1, 'email'), refusal(3, 'expires')])
    const away = displaced(refused)
    const next = (marks: typeof away) => nextRefused(marks, { row: 0, column: 'email' }, ['email', 'expires'])
    expect(next(away)).toBeUndefined()
    expect(refusedOf(away)).toHaveLength(2)
    const seen = located(away, [
      { id: 3, position: 70 },
      { id: 8, position: 71 },
    ])
    expect(next(seen)).toEqual({ row: 70, column: 'expires' })
    expect(located(seen, [{ id: 1, position: 5 }]).get('1 email')?.position).toBe(5)
    expect(located(refused, [{ id: 1, position: 5 }])).toBe(refused)
  })
})
