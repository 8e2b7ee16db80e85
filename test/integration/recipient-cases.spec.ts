import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ImportRow, ReadChoices } from '#shared/contract/recipients.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { recipientsArea } from '../support/recipients-area.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/recipients/cases/', import.meta.url))
/** What each file must give. A note says what else is right, or what more is expected; that is below. */
const caseSchema = z.strictObject({
  file: z.string(),
  good: z.int().optional(),
  bad: z.int().optional(),
  names: z.array(z.string()).optional(),
  refused: z.string().optional(),
  note: z.string().optional(),
})
const CASES = z.array(caseSchema).parse(JSON.parse(readFileSync(`${FOLDER}index.json`, 'utf8')))
const { area, read } = recipientsArea(100_000)
afterAll(() => area.close())

async function opened(file: string, choices: ReadChoices = {}) {
  const result = await read(`${FOLDER}${file}`, choices)
  const rowsOf = async (tab: 'good' | 'bad') =>
    (await area.handlers.rows({ importId: result.importId, tab, offset: 0, limit: 1000 })).rows
  return { ...result, good: await rowsOf('good'), bad: await rowsOf('bad') }
}
const emails = (rows: readonly ImportRow[]): string[] => rows.map(({ email }) => email)

describe('each case gives what its index says', () => {
  it.each(CASES)('$file', async ({ file, good, bad, names, refused }) => {
    if (refused !== undefined) {
      const error: unknown = await read(`${FOLDER}${file}`).catch((it: unknown) => it)
      expect(isRefusal(error) ? error.code : error).toBe(refused)
      return
    }
    const found = await opened(file)
    expect(found.reading.question).toBeNull()
    if (good !== undefined) expect(found.counts.good).toBe(good)
    if (bad !== undefined) expect(found.counts.bad).toBe(bad)
    if (names) expect(found.good.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
  })
})

describe('what the notes add', () => {
  it('a broken sheet is named, and the others can be chosen', async () => {
    await expect(read(`${FOLDER}broken-first-sheet.xlsx`)).rejects.toMatchObject({
      details: { sheet: 'D', others: ['Gamle'] },
    })
    expect((await opened('broken-first-sheet.xlsx', { sheet: 'Gamle' })).reading).toMatchObject({
      sheetReason: 'chosen',
      sheetList: [
        { name: 'D', addresses: null },
        { name: 'Gamle', addresses: 1 },
      ],
    })
  })

  it.each([
    ['hidden-sheet-more.xlsx', 'Mottakere', { name: 'Arkiv', visibility: 'hidden', addresses: 30 }],
    ['two-sheets-unsub.xlsx', 'Send til', { name: 'Avmeldte', visibility: 'visible', addresses: 30 }],
  ])('%s: the other sheet is offered with its count', async (file, sheet, other) => {
    const { reading } = await opened(file)
    expect(reading).toMatchObject({
      sheet,
      sheetReason: 'active',
      sheetList: [{ name: sheet, addresses: 2 }, other],
    })
    expect((await opened(file, { sheet: other.name })).counts.good).toBe(30)
  })

  it('filtered rows are counted, and are recipients when a person says so', async () => {
    const { reading, good } = await opened('filtered.xlsx')
    expect(reading.leftOut).toEqual([{ kind: 'hidden-rows', rows: 1, addresses: 1 }])
    expect(emails(good)).not.toContain('ola.hansen@example.com')
    const all = await opened('filtered.xlsx', { includeHidden: true })
    expect(all.counts.good).toBe(3)
    expect(all.reading).toMatchObject({ leftOut: [], chosen: ['includeHidden'] })
  })

  it('the columns of others are listed', async () => {
    expect((await opened('crm-owner.csv')).reading.leftOut).toEqual([
      { kind: 'other-column', column: 1, heading: 'Owner Email', addresses: 3 },
    ])
    expect((await opened('pretix-orders.csv')).reading).toMatchObject({
      emailColumn: 7,
      leftOut: [{ kind: 'other-column', column: 1, heading: 'E-mail', addresses: 2 }],
    })
  })

  it('an address above the headings, and a cell far to the right, are listed', async () => {
    expect((await opened('title-contact-above2.xlsx')).reading.leftOut).toEqual([
      { kind: 'above-headings', row: 1, addresses: 1 },
    ])
    expect((await opened('far-cell.xlsx')).reading.leftOut).toEqual([
      { kind: 'beyond-columns', columns: 16_384, limit: 500 },
    ])
  })

  it('what does not show is removed and reported', async () => {
    const { good, counts } = await opened('invisible.xlsx')
    const cleaned = good.filter((row) => row.cleaned.includes('invisible')).map(({ row }) => row)
    expect(cleaned).toEqual([4, 5, 6, 7, 8, 9, 11, 12])
    expect(counts.cleaned).toBe(8)
    expect(good.every(({ email }) => /^kari\d*@example\.com$/.test(email))).toBe(true)
  })

  it('quotation marks are taken off and reported', async () => {
    const { good } = await opened('quoted-apostrophes.csv')
    expect(good.map(({ email, cleaned }) => [email, ...cleaned])).toEqual(
      ['kari', 'ola', 'per', 'ida', 'eva', 'liv'].map((name) => [`${name}@example.com`, 'quotes']),
    )
  })

  it('addresses are compared without regard to case; xn--br-tla.no is brĆ.no, and not bær.no', async () => {
    const { bad } = await opened('dups.csv')
    expect(bad.map(({ row, problem, firstRow }) => [row, problem, firstRow])).toEqual([
      [3, 'duplicate', 2],
      [6, 'duplicate', 2],
      [9, 'duplicate', 7],
      [10, 'duplicate', 7],
    ])
  })

  it('an address behind a link is said to be from there', async () => {
    const { good } = await opened('hyperlink-word-shown.xlsx')
    expect(good.map(({ email, name, cleaned }) => [email, name, ...cleaned])).toEqual([
      ['kari.nordmann@example.com', 'Kari Nordmann', 'link'],
      ['ola.hansen@example.com', 'Ola Hansen', 'link'],
    ])
  })

  it('a merged company names all its rows', async () => {
    expect((await opened('merged.xlsx')).good.map(({ name }) => name)).toEqual([
      'Fjell AS',
      'Fjell AS',
      'Dal AS',
    ])
  })

  it('each recipient of a line has a place in it, and is corrected by that', async () => {
    const { importId, good, bad } = await opened('one-line-one-bad.txt')
    expect(good.map(({ row, part }) => [row, part])).toEqual([
      [1, 1],
      [1, 3],
      [1, 4],
    ])
    expect(bad).toMatchObject([{ row: 1, part: 2, email: 'ola@example', problem: 'bad-domain' }])
    const change = { kind: 'edit' as const, email: 'ola@example.com' }
    const corrected = await area.handlers.correct({ importId, row: 1, part: 2, change })
    expect(corrected).toMatchObject({
      row: { part: 2, problem: null },
      import: { counts: { good: 4, bad: 0 } },
    })
  })
})
