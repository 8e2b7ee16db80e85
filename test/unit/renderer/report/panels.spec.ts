import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EditProblem } from '#shared/contract/edits.ts'
import type { Operation } from '#shared/contract/history.ts'
import type { CodeDetails } from '#shared/contract/report.ts'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import {
  filterableColumns,
  filteredColumns,
  parameterOf,
  withSameValue,
} from '../../../../src-renderer/pages/report/column-filters.ts'
import { parseDays } from '../../../../src-renderer/pages/report/days-count.ts'
import { editSentence } from '../../../../src-renderer/pages/report/edit/edit-sentence.ts'
import { hasSeveralValues } from '../../../../src-renderer/pages/report/find/several-values.ts'
import { paperOf, regionOf } from '../../../../src-renderer/pages/report/print/paper-size.ts'
import { printedRows } from '../../../../src-renderer/pages/report/print/printed-rows.ts'
import { keepColumns, readKeptColumns } from '../../../../src-renderer/pages/report/saved/kept-columns.ts'
import { codeEvents } from '../../../../src-renderer/pages/report/side/code-events.ts'
import { reportRow } from '../../../support/report-rows.ts'
import { translatorOf } from '../translator.ts'

const day = (text: string) => text as IsoDate

describe('a typed number of days', () => {
  it.each([
    ['30', 30],
    [' 365 ', 365],
    ['1', 1],
    ['3 650', 3650],
    ['3.650', 3650],
    ['0', undefined],
    ['3651', undefined],
    ['1,5', undefined],
    ['-3', undefined],
    ['en uke', undefined],
    ['', undefined],
  ])('%j is %j', (typed, days) => expect(parseDays(typed, 'nb')).toBe(days))

  it('takes the marks of its language between thousands', () => {
    expect(parseDays('3,650', 'en')).toBe(3650)
    expect(parseDays('3.65', 'en')).toBeUndefined()
  })
})

describe('the paper', () => {
  it.each([
    ['NO', 'a4'],
    ['US', 'letter'],
    ['CA', 'letter'],
    ['GB', 'a4'],
    [undefined, 'a4'],
  ] as const)('in %s is %s', (region, paper) => expect(paperOf(region)).toBe(paper))

  it.each([
    [['nb-NO', 'en-US'], 'NO'],
    [['en', 'en-CA'], 'CA'],
    [['nb'], 'NO'],
    [['en'], 'US'],
    [['en-US@posix', 'nb'], 'NO'],
    [[], undefined],
  ])('is of the region that the languages %j name', (tags, region) => expect(regionOf(tags)).toBe(region))
})

describe('what is pasted into the search box', () => {
  it.each(['AAA\nBBB', 'a@b.example\r\nc@d.example\r\n', 'AAA\tBBB', 'AAA; BBB'])('%j is a list', (text) =>
    expect(hasSeveralValues(text)).toBe(true),
  )
  it.each(['AAA', 'AAA\n', '\tAAA ', 'Nordvik Regnskap AS', ''])('%j is a search', (text) =>
    expect(hasSeveralValues(text)).toBe(false),
  )
})

describe('the filters of the columns', () => {
  it('are those that have a parameter, and say which narrow', () => {
    expect(filterableColumns).not.toContain('appliesTo')
    expect(filteredColumns({ usage: 'unused', expires: { to: day('2026-06-30') }, text: 'x' })).toEqual([
      'expires',
      'used',
    ])
  })

  it('narrow to what a row has, keeping the rest', () => {
    const row = reportRow({ validFrom: '2026-03-01' as IsoDate, note: 'Avtalt' })
    for (const column of filterableColumns) {
      const next = withSameValue({ text: 'x' }, column, row)
      const parameter = parameterOf(column)
      expect(next?.text).toBe('x')
      expect(parameter && next?.[parameter]).toBeDefined()
    }
    expect(withSameValue({}, 'appliesTo', row)).toBeUndefined()
    // There is no way to narrow to what is empty.
    for (const column of ['validFrom', 'note']) expect(withSameValue({}, column, reportRow())).toBeUndefined()
    expect(withSameValue({}, 'used', reportRow({ used: 0 }))).toEqual({ usage: 'unused' })
  })
})

describe('the rows of a print', () => {
  it('are the picked ones in their order, up to the limit, asked for in pieces', async () => {
    const cases = fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 })), { maxLength: 8 }),
      fc.integer({ min: 1, max: 120 }),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([gaps, limit]) => {
        let at = 0
        const ranges: Ranges = gaps.map(([gap, length]) => {
          const from = at + gap
          at = from + length
          return [from, at] as const
        })
        const positions = ranges.flatMap(([from, end]) =>
          Array.from({ length: end - from }, (_, i) => from + i),
        )
        const rows = await printedRows(
          ranges,
          async (offset, size) => Array.from({ length: size }, (_, i) => reportRow({ id: offset + i })),
          limit,
        )
        expect(rows.map(({ id }) => id)).toEqual(positions.slice(0, limit))
      }),
    )
  })

  it('leaves out those that are gone', async () => {
    const rows = await printedRows([[0, 3]], async () => [reportRow({ id: 1 }), null, reportRow({ id: 3 })])
    expect(rows.map(({ id }) => id)).toEqual([1, 3])
  })
})

describe('the columns kept on this machine', () => {
  const storage = () => {
    const kept = new Map<string, string>()
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    }
  }
  const columns = [{ column: 'code', width: 140, hidden: false, frozen: true }]

  it('come back as they were', () => {
    const kept = storage()
    expect(readKeptColumns(kept)).toBeUndefined()
    keepColumns(columns, kept)
    expect(readKeptColumns(kept)).toEqual(columns)
  })

  it('are as usual when what is kept cannot be read, or nothing can be kept', () => {
    const kept = storage()
    kept.setItem('report.columns', '[{"column":"unknown"}]')
    expect(readKeptColumns(kept)).toBeUndefined()
    const full = { setItem: () => { throw new Error('full') } } // prettier-ignore
    expect(() => keepColumns(columns, full)).not.toThrow()
  })
})

describe('what happened to a code', () => {
  const at = (text: string) => `2026-03-${text}:00.000Z` as Instant
  const operation = (id: number, when: Instant): Operation => ({
    id,
    at: when,
    day: day('2026-03-01'),
    details: { kind: 'delete-codes', changed: 1, skipped: [] },
    undoable: true,
    undoneBy: null,
    mode: null,
    madeBy: 'this-window',
    author: null,
    needsReview: false,
  })

  it('is in order of time, the newest first', () => {
    const details: CodeDetails = {
      row: reportRow(),
      batch: { id: 7, name: 'Vårkurs', created: at('01T08:00'), codes: 3 },
      redemptions: [
        { at: at('10T14:22'), day: day('2026-03-10'), payment: 42, mode: 'production', givenBack: null },
      ],
      orders: [{ order: 'A-17', at: at('11T09:00'), pay: 900, currency: 'USD', givenBack: null }],
      messages: [
        {
          id: 1,
          at: at('02T09:00'),
          subject: 'Din kode',
          state: 'sent',
          name: 'Kari',
          email: 'kari@example.com',
          elsewhere: false,
        },
      ],
      operations: [operation(9, at('12T10:00')), operation(3, at('01T08:00'))],
    }
    expect(codeEvents(details).map(({ key }) => key)).toEqual([
      'operation-9',
      'order-A-17',
      'payment-42',
      'message-1',
      'operation-3',
    ])
  })
})

describe('why a cell was left as it was', () => {
  const cell = { id: 1, column: 'expires' as const }
  const say = (problem: EditProblem) =>
    (['nb', 'en'] as const).map((language) =>
      editSentence(problem, translatorOf(language), language, day('2026-03-12')),
    )

  it('says the fact, then what would be right', () => {
    expect(say({ ...cell, code: 'bad-date' })).toEqual([
      'Dette er ikke en dato. Skriv den som 11.04.2026.',
      'This is not a date. Write it as Apr 11, 2026.',
    ])
    expect(say({ ...cell, code: 'date-passed', today: day('2026-03-12') })).toEqual([
      'Denne dagen er passert. Velg 12.03.2026 eller senere.',
      'This day has passed. Choose Mar 12, 2026 or later.',
    ])
    expect(
      say({
        id: 1,
        column: 'email',
        code: 'bad-address',
        problem: 'comma-for-point',
        suggestion: 'a@b.example',
      }),
    ).toEqual([
      'Adressen har et komma etter @. Mente du a@b.example?',
      'The address has a comma after the @. Did you mean a@b.example?',
    ])
    expect(say({ id: 1, column: 'recipient', code: 'name-too-long', limit: 200 })[0]).toContain('200')
    for (const code of ['unknown-row', 'deleted', 'changed-since', 'empty'] as const)
      for (const sentence of say({ ...cell, code })) expect(sentence).toMatch(/\.$/)
  })
})
