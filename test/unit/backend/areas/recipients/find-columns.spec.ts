import { describe, expect, it } from 'vitest'
import type { ReadChoices } from '#shared/contract/recipients.ts'
import { findColumns } from '#backend/areas/recipients/columns/find-columns.ts'
import { draftRows } from '#backend/areas/recipients/import-rows.ts'

/** Rows as written, cells divided by `|`. */
const found = (rows: string[], choices: ReadChoices = {}) => {
  const table = rows
    .map((line, i) => ({ row: i + 1, cells: line.split('|') }))
    .filter(({ cells }) => cells.join('') !== '')
  const columns = findColumns(table, choices)
  if (!columns) return undefined
  const { headerRow, emailColumn, nameColumn, lastNameColumn } = columns
  return {
    at: [headerRow, emailColumn, nameColumn, lastNameColumn],
    recipients: draftRows(columns).drafts.map(({ row, email, name }) => `${row} ${email} ${name}`.trim()),
    headings: columns.headings,
  }
}

describe('headings and columns', () => {
  it('are found in either order', () => {
    expect(found(['Navn|E-post', 'Ola|ola@example.com'])?.at).toEqual([1, 1, 0, -1])
    expect(found(['E-mail address|Name', 'ola@example.com|Ola'])?.at).toEqual([1, 0, 1, -1])
  })

  it('are found without headings', () => {
    expect(found(['Ola|ola@example.com', 'Kari|kari@example.com'])).toMatchObject({
      at: [0, 1, 0, -1],
      recipients: ['1 ola@example.com Ola', '2 kari@example.com Kari'],
    })
    expect(found(['ola@example.com'])?.at).toEqual([0, 0, -1, -1])
  })

  it('are found by content where headings say nothing, or something else', () => {
    expect(
      found(['Kolonne1|Kolonne2|x', '17|ola@example.com|Ola', '18|kari@example.com|Kari'], { headerRow: 1 })
        ?.at,
    ).toEqual([1, 1, 2, -1])
    expect(found(['E-post|Kontakt', 'Ola|ola@example.com', 'Kari|kari@example.com'])?.at.slice(0, 2)).toEqual(
      [1, 1],
    )
  })

  it('are found below titles and blank rows', () => {
    expect(found(['Mottakere våren 2026||', '', 'Nr|Navn|E-post', '1|Ola|ola@example.com'])).toMatchObject({
      at: [3, 2, 1, -1],
      recipients: ['4 ola@example.com Ola'],
    })
  })

  it('a broken first row is a recipient, not a heading', () => {
    expect(found(['ola.example.com|Ola', 'kari@example.com|Kari'])).toMatchObject({
      at: [0, 0, 1, -1],
      recipients: ['1 ola.example.com Ola', '2 kari@example.com Kari'],
    })
  })

  it('are found beside surplus columns, which are ignored', () => {
    const rows = [
      'Kundenr|Firma|Kontaktperson|Telefon|E-post|By',
      '1001|Nordvik AS|Ola Nordmann|22 33 44 55|ola@example.com|Bø',
      '1002|Fjell AS|Kari Hansen|99 88 77 66|kari@example.com|Moss',
    ]
    expect(found(rows)?.at).toEqual([1, 4, 2, -1])
    expect(found(rows)?.headings).toEqual(['Kundenr', 'Firma', 'Kontaktperson', 'Telefon', 'E-post', 'By'])
  })

  it('take the column of names that is like the addresses', () => {
    expect(
      found(['Oslo|Ola Nordmann|ola.nordmann@example.com', 'Bergen|Kåre Ødegård|kare.odegard@example.com'])
        ?.at,
    ).toEqual([0, 2, 1, -1])
  })

  it('join first and last names, by their headings or by the addresses', () => {
    expect(found(['Etternavn|Fornavn|E-post', 'Nordmann|Ola|ola@example.com'])).toMatchObject({
      at: [1, 2, 1, 0],
      recipients: ['2 ola@example.com Ola Nordmann'],
    })
    expect(
      found(['Ola|Nordmann|ola.nordmann@example.com', 'Kari|Hansen|kari.hansen@example.com'])?.at,
    ).toEqual([0, 2, 0, 1])
    expect(
      found(['First name|Last name|Full name|Email', 'Ola|Nordmann|Ola Nordmann|ola@example.com'])?.at,
    ).toEqual([1, 3, 2, -1])
  })

  it('take the name from an address book’s wrapping', () => {
    expect(found(['Ola Nordmann <ola@example.com>'])?.recipients).toEqual(['1 ola@example.com Ola Nordmann'])
  })

  it('are as chosen, whatever was found', () => {
    const rows = ['Navn|E-post|E-post 2', 'Ola|ola@example.com|o@example.org']
    expect(found(rows, { emailColumn: 2, nameColumn: -1 })).toMatchObject({
      at: [1, 2, -1, -1],
      recipients: ['2 o@example.org'],
    })
    expect(found(rows, { headerRow: 0 })?.recipients).toEqual(['1 E-post Navn', '2 ola@example.com Ola'])
    expect(found(rows, { emailColumn: 9 })).toBeUndefined()
  })

  it('are not found where nothing is like an address', () => {
    expect(found(['Ola|Nordmann', 'Kari|Hansen'])).toBeUndefined()
    expect(found([])).toBeUndefined()
  })
})
