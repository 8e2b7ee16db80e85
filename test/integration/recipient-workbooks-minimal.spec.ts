import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../support/hostile-files.ts'
import { writeMinimalOds } from '../support/minimal-ods.ts'
import { recipientsArea } from '../support/recipients-area.ts'

const { area, read } = recipientsArea()
let folder: string
const at = (name: string) => join(folder, name)
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'minimal-'))))
afterAll(async () => {
  await area.close()
  await rm(folder, { recursive: true })
})

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const formula = (text: string, result: string) => `<c><f>${text}</f>${result}</c>`
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`

describe('workbooks with what a format asks for and nothing else', () => {
  it('.xlsx without styles, texts of their own, and references', async () => {
    await writeWorkbook(at('a.xlsx'), [
      row(cell('E-post'), cell('Navn')),
      row(cell('kari@example.com'), cell('Kari')),
    ])
    const { importId, counts } = await read(at('a.xlsx'))
    expect(counts).toMatchObject({ rows: 1, good: 1 })
    expect(area.take(importId).recipients).toEqual([
      expect.objectContaining({ email: 'kari@example.com', name: 'Kari' }),
    ])
  })

  it('.ods without styles', async () => {
    await writeMinimalOds(at('a.ods'), [
      ['E-post', 'Navn'],
      ['kari@example.com', 'Kari Ås'],
    ])
    const { importId, reading } = await read(at('a.ods'))
    expect(reading).toMatchObject({ format: 'ods', sheet: 'Ark1', headerRow: 1 })
    expect(area.take(importId).recipients).toEqual([
      expect.objectContaining({ email: 'kari@example.com', name: 'Kari Ås' }),
    ])
  })
})

describe('formulas that no spreadsheet has calculated', () => {
  it.each([
    ['without a result', ''],
    ['with an empty one', '<v></v>'],
    ['with an empty tag', '<v/>'],
  ])('%s are named as such, each in its row', async (_what, result) => {
    const rows = [
      row(cell('Navn'), cell('E-post')),
      row(cell('Kari'), formula('A2&amp;"@example.com"', result)),
      row(cell('Ola'), formula('A3&amp;"@example.com"', '<v>7</v>')),
      row(cell('Ida'), cell('ida@example.com')),
    ]
    await writeWorkbook(at('b.xlsx'), rows)
    const { importId, counts } = await read(at('b.xlsx'))
    expect(counts).toMatchObject({ rows: 3, good: 1, bad: 2 })
    const bad = await area.handlers.rows({ importId, tab: 'bad', offset: 0, limit: 10 })
    expect(bad.rows.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'no-result'],
      [3, 'no-at'],
    ])
  })

  it('are named where there is no address at all', async () => {
    await writeWorkbook(at('c.xlsx'), [
      row(cell('Navn'), cell('E-post')),
      row(cell('Kari'), formula('A2&amp;"@example.com"', '')),
    ])
    await expect(read(at('c.xlsx'))).rejects.toMatchObject({
      code: 'file.no-addresses',
      details: { rows: 2, formulas: 1 },
    })
  })
})
