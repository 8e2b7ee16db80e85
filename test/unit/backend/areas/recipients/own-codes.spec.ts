import { describe, expect, it } from 'vitest'
import type { OwnCodes, ReadChoices } from '#shared/contract/recipients.ts'
import { findColumns, locateCodes } from '#backend/areas/recipients/columns/find-columns.ts'
import { widthOf } from '#backend/areas/tables/tables.ts'
import { checkedRow, draftRows } from '#backend/areas/recipients/import-rows.ts'
import { holdImport } from '#backend/areas/recipients/recipient-import.ts'

const tableOf = (...lines: string[]) => lines.map((line, i) => ({ row: i + 1, cells: line.split(';') }))

function read(ownCodes: OwnCodes, choices: ReadChoices, ...lines: string[]) {
  const table = tableOf(...lines)
  const width = widthOf(table)
  const all = { ...choices, ownCodes }
  const located = ownCodes === 'alone' ? locateCodes(table, all, width) : undefined
  const columns = findColumns(table, all, width, ownCodes === 'alone' ? (located ?? null) : located)
  if (!columns) return undefined
  const { drafts } = draftRows(columns, false, ownCodes)
  return { columns, drafts }
}
const rowsOf = (ownCodes: OwnCodes, choices: ReadChoices, ...lines: string[]) => {
  const found = read(ownCodes, choices, ...lines)
  return (
    found && found.drafts.map((draft) => `${draft.row} ${draft.code} ${draft.email} ${draft.name}`.trim())
  )
}

describe('codes beside their recipients', () => {
  it('are in the column whose heading says so, in any of the languages', () => {
    for (const heading of ['Kampanjekode', 'promo code', 'Kode:', 'VOUCHER'])
      expect(
        rowsOf('beside', {}, `Navn;E-post;Avdeling;${heading}`, 'Kari;kari@example.com;SALG;vaar-25'),
      ).toEqual(['2 vaar-25 kari@example.com Kari'])
  })
  it('are found by what the cells hold, or in the column that is chosen', () => {
    const lines = [
      'kari@example.com;Kari;AB12;1',
      'ola@example.com;Ola Hansen;CD34;2',
      'eli@example.com;Eli;EF56;2',
    ]
    expect(read('beside', {}, ...lines)?.columns.codeColumn).toBe(2)
    expect(rowsOf('beside', { codeColumn: 3 }, ...lines)?.[0]).toBe('1 1 kari@example.com Kari')
  })
  it('are what was meant: without blanks and with plain hyphens', () => {
    expect(rowsOf('beside', {}, 'Kode;E-post', '\u00a0VAAR–25 ;kari@example.com')).toEqual([
      '2 VAAR-25 kari@example.com',
    ])
  })
})

describe('codes alone', () => {
  it('need no address; rows with nothing in them are none', () => {
    expect(rowsOf('alone', {}, 'Kode', 'VAAR-25', '', 'HOST-25')).toEqual(['2 VAAR-25', '4 HOST-25'])
    expect(rowsOf('alone', {}, 'VAAR-25', 'HOST-25')).toEqual(['1 VAAR-25', '2 HOST-25'])
    expect(rowsOf('alone', { headerRow: 1 }, 'VAAR-25', 'HOST-25')).toEqual(['2 HOST-25'])
  })
  it('are none where no column has anything like a code', () => {
    expect(read('alone', {}, 'Kari Nordmann', 'Ola Hansen', 'ab')).toBeUndefined()
  })
})

it('each row says what is wrong with its code, a duplicate in any case of letters', () => {
  const found = read('alone', {}, 'Kode', 'VAAR-25', 'x', 'VÅR25', 'vaar-25', 'OK-1')
  const reading = { ownCodes: 'alone', question: null } as Parameters<typeof holdImport>[2]
  const file = { token: 'file-token-000001', name: 'koder.csv', bytes: null }
  if (!found) throw new Error('there are codes')
  const held = holdImport('1', file, reading, found.drafts)
  expect(held.good().map(({ code }) => code)).toEqual(['VAAR-25', 'OK-1'])
  expect(held.rejected().map(({ row, problem, firstRow }) => [row, problem, firstRow])).toEqual([
    [3, 'code-length', null],
    [4, 'code-letters', null],
    [5, 'code-duplicate', 2],
  ])
  held.correct(5, { kind: 'edit', code: 'vaar-26' })
  expect(held.good().map(({ code }) => code)).toEqual(['VAAR-25', 'vaar-26', 'OK-1'])
})

it('a recipient may have several codes, and both are wrong where the address is', () => {
  const found = read(
    'beside',
    {},
    'Kode;E-post',
    'A-11;kari@example.com',
    'B-22;kari@example.com',
    ';ola@example.com',
    'C-33;ola@@x',
  )
  const problems = found?.drafts.map((draft) => checkedRow(draft, null, 'beside').problem)
  expect(problems).toEqual([null, null, 'code-missing', 'not-an-address'])
})
