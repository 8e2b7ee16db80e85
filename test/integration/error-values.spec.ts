import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { importSchema } from '#shared/contract/recipients.ts'
import { writeWorkbook } from '../support/hostile-files.ts'
import { idleJob, recipientsArea } from '../support/recipients-area.ts'
import { odsCell, writeOds } from '../support/spreadsheets.ts'

const { area, files, read } = recipientsArea()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'error-values-'))))
afterAll(async () => {
  await area.close()
  await rm(folder, { recursive: true })
})

const at = (name: string) => join(folder, name)
const address = (row: number) => `kari.nordmann${row}@example.com`

/** The name that each good row would be mailed under, by the part of its address, with the error value it had. */
async function namesIn(path: string) {
  const result = await read(path)
  expect(importSchema.parse(result)).toEqual(result)
  const { importId, counts } = result
  const { rows } = await area.handlers.rows({ importId, tab: 'good', offset: 0, limit: 100 })
  const named = await area.handlers.rows({ importId, tab: 'named', offset: 0, limit: 100 })
  return { importId, counts, named, names: rows.map(({ name, nameError }) => [name, nameError]) }
}
const missing = (errors: readonly string[]) => errors.map((error, i) => [`kari.nordmann${i}`, error])

/** Rows of a sheet: names, which may be failed formulas, and addresses. */
const xlsxRow = (cells: readonly string[]) => `<row>${cells.join('')}</row>`
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const failed = (value: string) => `<c t="e"><f>1/0</f><v>${value}</v></c>`

const EXCEL = [
  '#N/A',
  '#DIV/0!',
  '#NAME?',
  '#VALUE!',
  '#REF!',
  '#NULL!',
  '#NUM!',
  '#SPILL!',
  '#CALC!',
  '#GETTING_DATA',
]
const SHOWN = [
  '#I/T',
  '#NAVN?',
  '#VERDI!',
  '#BLOKKERT!',
  '#OVERFLYT!',
  'Err:509',
  'Feil:502',
  '#n/a',
  ' #DIV/0! ',
]

describe('an error value in the column of names is a missing name, and is reported', () => {
  it('of .xlsx, whatever the error', async () => {
    const rows = EXCEL.map((error, row) => xlsxRow([inline(address(row)), failed(error)]))
    await writeWorkbook(at('typed.xlsx'), [
      xlsxRow([inline('E-post'), inline('Navn')]),
      ...rows,
      xlsxRow([inline('ola@example.com'), inline('Ola Nordmann')]),
    ])
    const { names, named, counts } = await namesIn(at('typed.xlsx'))
    expect(names).toEqual([...missing(EXCEL), ['Ola Nordmann', undefined]])
    expect(named.total).toBe(EXCEL.length)
    expect(counts).toMatchObject({ good: EXCEL.length + 1, namedFromAddress: EXCEL.length })
  })

  it('of .xlsx where it was pasted as text, or is of a kind that has no name yet', async () => {
    await writeWorkbook(at('text.xlsx'), [
      ...SHOWN.map((error, row) => xlsxRow([inline(address(row)), inline(error)])),
      xlsxRow([inline(address(SHOWN.length)), failed('#NEW!')]),
      xlsxRow([inline('ola@example.com'), inline('Ola Nordmann')]),
    ])
    const { names } = await namesIn(at('text.xlsx'))
    expect(names).toEqual([
      ...missing([...SHOWN.map((error) => error.trim()), '#N/A']),
      ['Ola Nordmann', undefined],
    ])
  })

  it('of .xls', async () => {
    const sheet = XLSX.utils.aoa_to_sheet([
      ['Navn', 'E-post'],
      ['', address(0)],
      ['', address(1)],
      ['Ola Nordmann', 'ola@example.com'],
    ])
    sheet['A2'] = { t: 'e', v: 0x2a }
    sheet['A3'] = { t: 'e', v: 0x07 }
    const workbook = { SheetNames: ['A'], Sheets: { A: sheet } }
    await writeFile(at('typed.xls'), XLSX.write(workbook, { type: 'buffer', bookType: 'biff8' }) as Buffer)
    const { names } = await namesIn(at('typed.xls'))
    expect(names).toEqual([...missing(['#N/A', '#DIV/0!']), ['Ola Nordmann', undefined]])
  })

  it('of .ods', async () => {
    const errors = ['#I/T', '#DIV/0!', '#NAVN?', 'Err:509', 'Feil:509']
    await writeOds(at('typed.ods'), [
      [odsCell.text('Navn'), odsCell.text('E-post')],
      ...errors.map((error, row) => [odsCell.error(error), odsCell.text(address(row))]),
      [odsCell.numberError('Err:504'), odsCell.text(address(errors.length))],
      [odsCell.text('Ola Nordmann'), odsCell.text('ola@example.com')],
    ])
    const { names } = await namesIn(at('typed.ods'))
    expect(names).toEqual([...missing([...errors, 'Err:504']), ['Ola Nordmann', undefined]])
  })

  it.each([
    ['saved.csv', ';'],
    ['saved.txt', '\t'],
  ])('of a sheet saved as %s', async (name, delimiter) => {
    const lines = [...EXCEL, ...SHOWN].map((error, row) => `${address(row)}${delimiter}${error}`)
    await writeFile(
      at(name),
      [`E-post${delimiter}Navn`, ...lines, `ola@example.com${delimiter}Ola Nordmann`].join('\r\n'),
    )
    const { names } = await namesIn(at(name))
    expect(names).toEqual([
      ...missing([...EXCEL, ...SHOWN].map((error) => error.trim())),
      ['Ola Nordmann', undefined],
    ])
  })

  it('where every name failed', async () => {
    await writeFile(at('all.csv'), `E-post;Navn\n${address(0)};#N/A\n${address(1)};#REF!\n`)
    expect((await namesIn(at('all.csv'))).names).toEqual(missing(['#N/A', '#REF!']))
  })

  it('where half a name failed, until a person types one', async () => {
    await writeFile(
      at('halves.csv'),
      `Fornavn;Etternavn;E-post\nKari;#I/T;${address(0)}\n#VERDI!;Hansen;${address(1)}\nOla;Nordmann;ola@example.com\n`,
    )
    const { names, importId } = await namesIn(at('halves.csv'))
    expect(names).toEqual([...missing(['#I/T', '#VERDI!']), ['Ola Nordmann', undefined]])
    const { row } = await area.handlers.correct({
      importId,
      row: 2,
      change: { kind: 'edit', name: 'Kari Hansen' },
    })
    expect(row).toMatchObject({ name: 'Kari Hansen', nameFromAddress: false })
    expect(row).not.toHaveProperty('nameError')
    const again = await area.handlers.correct({ importId, row: 2, change: { kind: 'edit', name: '#N/A' } })
    expect(again.row).toMatchObject({ name: 'kari.nordmann0', nameError: '#N/A' })
  })
})

it('an error value in the column of addresses is a bad row with its reason', async () => {
  await writeWorkbook(at('addresses.xlsx'), [
    xlsxRow([inline('E-post'), inline('Navn')]),
    xlsxRow([failed('#N/A'), inline('Kari')]),
    xlsxRow([inline('ola@example.com'), inline('Ola')]),
  ])
  const { importId, counts } = await read(at('addresses.xlsx'))
  expect(counts).toMatchObject({ good: 1, bad: 1 })
  const { rows } = await area.handlers.rows({ importId, tab: 'bad', offset: 0, limit: 10 })
  expect(rows).toMatchObject([{ row: 2, email: '#N/A', name: 'Kari', problem: 'error-value' }])
  const target = await files.registerWrite(at('rejected.csv'))
  await area.handlers.saveRejected({ importId, target: target.token, language: 'nb' }, idleJob())
  expect(await readFile(at('rejected.csv'), 'utf8')).toContain(
    'Regnearket har en feilverdi i stedet for adressen.',
  )
})

describe('a boolean keeps its word', () => {
  it.each([
    ['TRUE', 'TRUE'],
    ['SANN', 'SANN'],
    ['1', 'TRUE'],
  ])('of .ods that shows %s', async (text, word) => {
    await writeOds(at('boolean.ods'), [
      [odsCell.text('Navn'), odsCell.text('E-post')],
      [odsCell.boolean(true, text), odsCell.text(address(0))],
      [odsCell.text('Ola Nordmann'), odsCell.text('ola@example.com')],
    ])
    expect((await namesIn(at('boolean.ods'))).names[0]).toEqual([word, undefined])
  })

  it('of .xlsx', async () => {
    await writeWorkbook(at('boolean.xlsx'), [
      xlsxRow([inline('E-post'), inline('Navn')]),
      xlsxRow([inline(address(0)), '<c t="b"><v>0</v></c>']),
      xlsxRow([inline('ola@example.com'), inline('Ola')]),
    ])
    expect((await namesIn(at('boolean.xlsx'))).names[0]).toEqual(['FALSE', undefined])
  })
})
