import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { ReadChoices } from '#shared/contract/recipients.ts'
import { recipientsArea } from '../support/recipients-area.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/recipients/made/', import.meta.url))
/** The same workbooks as openpyxl and LibreOffice write them (`make.py`). */
const LIBREOFFICE = ['libreoffice-NAME.xlsx', 'libreoffice-NAME.ods', 'libreoffice-NAME.xls']
const WRITERS = ['openpyxl-NAME.xlsx', ...LIBREOFFICE]
const PEOPLE = ['kari@example.com Kari Nordmann', 'ola@example.com Ola Hansen', 'ida@example.com Ida Vik']

const { area, read } = recipientsArea()
afterAll(() => area.close())

async function opened(writer: string, name: string, choices: ReadChoices = {}) {
  const result = await read(`${FOLDER}${writer.replace('NAME', name)}`, choices)
  const { rows } = await area.handlers.rows({ importId: result.importId, tab: 'good', offset: 0, limit: 100 })
  return { ...result, rows, people: rows.map(({ email, name: of }) => `${email} ${of}`) }
}

describe.each(WRITERS)('a workbook of %s', (writer) => {
  it('without addresses on its first sheet: the visible sheet with the most is read', async () => {
    const { people, reading } = await opened(writer, 'sheets')
    expect(people).toEqual(PEOPLE)
    expect(reading).toMatchObject({
      sheet: 'Mottakere',
      sheetReason: 'most-addresses',
      sheetList: [
        { name: 'Forside', visibility: 'visible', addresses: 0 },
        { name: 'Mottakere', visibility: 'visible', addresses: 3 },
        { name: 'Arkiv', visibility: 'hidden', addresses: 9 },
      ],
    })
  })

  it('that opens on its second sheet: that is read, though the first has more', async () => {
    const { people, reading } = await opened(writer, 'second-active')
    expect(people).toEqual(PEOPLE)
    expect(reading).toMatchObject({ sheet: 'Mottakere', sheetReason: 'active' })
  })

  it('with addresses on a hidden sheet only: they are offered, and read by choice', async () => {
    await expect(opened(writer, 'only-hidden')).rejects.toMatchObject({
      code: 'file.no-addresses',
      details: { others: ['Skjult'] },
    })
    const { people, reading } = await opened(writer, 'only-hidden', { sheet: 'Skjult' })
    expect(people).toEqual(PEOPLE)
    expect(reading.sheetReason).toBe('chosen')
  })

  it.each([
    ['hidden-rows', ['kari@example.com', 'ida@example.com', 'per@example.com']],
    ['filtered', ['kari@example.com', 'ola@example.com', 'ida@example.com']],
  ])('with %s: they are counted, and read by choice', async (name, expected) => {
    const { rows, reading } = await opened(writer, name)
    expect(rows.map(({ email }) => email)).toEqual(expected)
    expect(reading.leftOut).toEqual([{ kind: 'hidden-rows', rows: 1, addresses: 1 }])
    expect((await opened(writer, name, { includeHidden: true })).counts.good).toBe(4)
  })

  it('with merged companies: each names all its rows', async () => {
    expect((await opened(writer, 'merged')).rows.map(({ name }) => name)).toEqual([
      'Fjell AS',
      'Fjell AS',
      'Fjell AS',
      'Dal AS',
      'Dal AS',
    ])
  })

  it('with names that link to addresses', async () => {
    const { people, rows } = await opened(writer, 'links')
    expect(people).toEqual(PEOPLE)
    expect(rows.every(({ cleaned }) => cleaned.includes('link'))).toBe(true)
  })

  it('with characters that do not show, and quotation marks', async () => {
    const { rows } = await opened(writer, 'cleaned')
    expect(rows.map(({ email, cleaned }) => [email, ...cleaned])).toEqual([
      ['kari@example.com', 'invisible'],
      ['ola@example.com', 'invisible'],
      ['ida@example.com', 'quotes'],
      ['per@example.com', 'quotes'],
    ])
  })
})

it.each(LIBREOFFICE)('links made by formulas in %s', async (writer) => {
  expect((await opened(writer, 'formulas')).people).toEqual(PEOPLE)
})
