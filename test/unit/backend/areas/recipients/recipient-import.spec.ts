import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '#shared/contract/recipients.ts'
import { cleanName, type DraftRow } from '#backend/areas/recipients/import-rows.ts'
import { holdImport } from '#backend/areas/recipients/recipient-import.ts'

const reading: Reading = {
  format: 'text',
  encoding: 'utf-8',
  delimiter: ';',
  sheet: null,
  sheets: [],
  sheetList: [],
  sheetReason: null,
  headerRow: 0,
  columns: [],
  emailColumn: 0,
  nameColumn: 1,
  lastNameColumn: -1,
  ownCodes: null,
  codeColumn: -1,
  chosen: [],
  leftOut: [],
  question: null,
}
const draft = (row: number, email: string, name = ''): DraftRow => ({
  row,
  part: 1,
  email,
  name,
  cleaned: [],
  corrected: false,
  skipped: false,
  kept: false,
})
const held = (...drafts: DraftRow[]) =>
  holdImport('id', { token: 't'.repeat(32), name: 'a.csv', bytes: 1 }, reading, drafts)
const states = (it: ReturnType<typeof held>) =>
  [...it.rows('good', 0, 99).rows, ...it.rows('bad', 0, 99).rows]
    .toSorted((a, b) => a.row - b.row)
    .map(({ row, problem, firstRow }) => [row, problem, firstRow])

describe('an import', () => {
  it('finds duplicates without regard to case, with the row of the first', () => {
    expect(
      states(
        held(
          draft(2, 'a@example.com'),
          draft(3, 'b@example.com'),
          draft(5, 'A@Example.com'),
          draft(6, 'a@example.com'),
        ),
      ),
    ).toEqual([
      [2, null, null],
      [3, null, null],
      [5, 'duplicate', 2],
      [6, 'duplicate', 2],
    ])
  })

  it('names who has no name by the part before @', () => {
    const it = held(draft(1, 'kari.nordmann@example.com'), draft(2, 'ola@example.com', 'Ola'))
    expect(it.rows('named', 0, 10)).toMatchObject({
      total: 1,
      rows: [{ name: 'kari.nordmann', nameFromAddress: true }],
    })
    expect(it.summary(1000).counts).toEqual({
      rows: 2,
      good: 2,
      bad: 0,
      duplicates: 0,
      namedFromAddress: 1,
      skipped: 0,
      cleaned: 0,
    })
  })

  it('checks duplicates again when a row is corrected, skipped or kept', () => {
    const it = held(draft(1, 'a@example.com'), draft(2, 'a@example.com'), draft(3, 'b(at)example.com', 'B'))
    expect(it.correct(1, { kind: 'skip' })).toMatchObject({ row: 1, problem: null })
    expect(states(it)).toEqual([
      [2, null, null],
      [3, 'no-at', null],
    ])
    expect(it.correct(3, { kind: 'edit', email: ' A@example.com ' })).toMatchObject({
      email: 'A@example.com',
      problem: 'duplicate',
      firstRow: 2,
      corrected: true,
      name: 'B',
    })
    expect(it.correct(3, { kind: 'keep' }).problem).toBeNull()
    expect(it.correct(3, { kind: 'edit', email: 'a@EXAMPLE.com' }).problem).toBe('duplicate')
    expect(it.correct(1, { kind: 'edit', name: 'Anna' })).toMatchObject({ problem: null, name: 'Anna' })
    expect(states(it)).toEqual([
      [1, null, null],
      [2, 'duplicate', 1],
      [3, 'duplicate', 1],
    ])
    expect(it.rejected().map(({ row }) => row)).toEqual([2, 3])
  })

  it('refuses a row that it does not have', () => {
    expect(() => held(draft(1, 'a@example.com')).correct(2, { kind: 'skip' })).toThrowError(
      expect.objectContaining({ code: 'recipients.row-unknown' }),
    )
  })

  it('counts each row once, whatever is done to it', () => {
    const change = fc.oneof(
      fc.constantFrom({ kind: 'skip' } as const, { kind: 'keep' } as const),
      fc
        .constantFrom('a@example.com', 'b@example.com', 'x', '')
        .map((email) => ({ kind: 'edit', email }) as const),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), change), { maxLength: 20 }),
        (changes) => {
          const it = held(
            ...['a@example.com', 'A@example.com', 'b@example.com', '', 'x', 'a@example.com'].map((email, i) =>
              draft(i + 1, email),
            ),
          )
          for (const [row, what] of changes) it.correct(row, what)
          const { rows, good, bad, skipped } = it.summary(2).counts
          expect(good + bad + skipped).toBe(rows)
          expect(it.summary(2).batches).toBe(Math.ceil(good / 2))
          expect(it.rejected()).toHaveLength(bad + skipped)
        },
      ),
    )
  })

  it('refuses a name that is too long, and cleans the others', () => {
    expect(states(held(draft(1, 'a@example.com', 'x'.repeat(201))))).toEqual([[1, 'name-too-long', null]])
    expect(cleanName('  Ola\r\n  Nordmann ')).toBe('Ola Nordmann')
    expect(cleanName('\t=1+1')).toBe('\t=1+1')
    expect(cleanName(' \t ')).toBe('')
  })
})
