import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationFilter } from '#shared/contract/operation-filter.ts'
import { createCodes, creationOf } from '../support/creations.ts'
import { openFilledSite } from '../support/filled-site.ts'
import { readWithOpenpyxl } from '../support/openpyxl.ts'
import type { Shop } from '../support/payments/shop.ts'

let shop: Shop
let path: string
let operations: Operation[]

beforeAll(async () => {
  shop = await openFilledSite()
  const { backend } = shop
  await createCodes(backend, creationOf({ batchName: '=1+1' }, 4))
  // 23.30 in Oslo is still the day before.
  shop.clock.set('2026-12-02T22:30:00Z')
  await backend.api.site.update({ name: '=HYPERLINK("http://example.com")' })
  path = join(backend.folder, 'historikk')
  ;({ operations } = await backend.api.history.list({ limit: 200 }))
}, 60_000)
afterAll(() => shop.stop())

async function exportTo(format: 'xlsx' | 'csv', filter: OperationFilter = {}, language: 'nb' | 'en' = 'nb') {
  const { api, backend, done } = shop.backend
  const file = `${path}.${format}`
  const { token } = backend.files.registerWrite(file)
  const result = await done(api.history.export({ ...filter, target: token, format, language }))
  return { ...result, file }
}
/** Without what the exports themselves recorded. */
const rowsOf = (sheet: ReturnType<typeof readWithOpenpyxl>) =>
  sheet.rows.slice(1).map((row) => row.map(({ value }) => value))

describe('the exported history', () => {
  it('has every operation, the newest first, with days and times of the site and a named zone', async () => {
    const { file, rows } = await exportTo('xlsx')
    expect(rows).toBe(operations.length)
    const sheet = readWithOpenpyxl(file)
    expect(sheet).toMatchObject({ title: 'Historikk', frozen: 'A2' })
    expect(sheet.rows[0]?.map(({ value }) => value)).toEqual([
      'Operasjon', 'Dato', 'Tid (Europe/Oslo)', 'Hvem', 'Område', 'Hva', 'Tjeneste', 'Driftsmåte', 'Koder', 'Beløp', 'Valuta', 'Angret av',
    ]) // prettier-ignore
    const found = rowsOf(sheet)
    expect(found.map(([id]) => id)).toEqual(operations.map(({ id }) => id))
    expect(found[0]?.slice(1, 6)).toEqual([
      '2026-12-02',
      '23.30',
      'Skript',
      'Nettsted',
      'Innstillinger endret (nettstedets navn)',
    ])
    for (const [i, one] of operations.entries())
      expect(found[i]?.[11] ?? null, JSON.stringify(one.details)).toBe(one.undoneBy)
  })

  it('is recorded, cannot be undone, and is itself in the next one', async () => {
    const { operationId } = await exportTo('csv')
    const [newest] = (await shop.backend.api.history.list({ limit: 1 })).operations
    expect(newest).toMatchObject({
      id: operationId,
      details: { kind: 'export-history', format: 'csv' },
      undoable: false,
    })
  })

  it('gives amounts as numbers with their currency, and codes as counts', async () => {
    const { file } = await exportTo('xlsx', { area: 'payments' })
    const sheet = readWithOpenpyxl(file)
    const amounts = sheet.rows.slice(1).map((row) => row[9])
    expect(amounts.every((cell) => cell?.type === 'n' && cell.format === '#,##0.00')).toBe(true)
    const paid = operations.filter(({ details }) => details.kind === 'pay-test')
    expect(paid.length).toBeGreaterThan(1)
    const wanted = operations.flatMap(({ details }) =>
      'payment' in details ? [[details.pay / 100, details.currency]] : [],
    )
    expect(rowsOf(sheet).map((row) => row.slice(9, 11))).toEqual(wanted)

    const codes = rowsOf(readWithOpenpyxl((await exportTo('xlsx', { kinds: ['create-codes'] })).file))
    expect(codes.map((row) => row[8])).toContain(4)
  })

  it('sums up in a second sheet of a workbook what is not undone', async () => {
    const { file } = await exportTo('xlsx', { undone: false }, 'en')
    const totals = rowsOf(readWithOpenpyxl(file, 'Totals'))
    const sum = (kind: string) =>
      operations
        .filter(({ details, undoneBy }) => details.kind === kind && undoneBy === null)
        .reduce(
          (all, { details }) =>
            all + ('codes' in details ? details.codes : 'changed' in details ? Number(details.changed) : 0),
          0,
        )
    const line = (what: string) => totals.find(([name]) => name === what)
    expect(line('Codes created')?.[2]).toBe(sum('create-codes'))
    expect(line('Codes deleted')?.[2]).toBe(sum('delete-codes'))
    expect(sum('create-codes')).toBeGreaterThan(4)
    const payments = totals.filter(([name]) => String(name).startsWith('Test transactions'))
    expect(payments.length).toBeGreaterThan(0)
    for (const row of payments) expect([row[1], row[4]]).toEqual(['Test', 'USD'])
    const count = payments.reduce((all, row) => all + Number(row[2]), 0)
    expect(count).toBe(
      new Set(operations.flatMap(({ details }) => ('payment' in details ? [details.payment] : []))).size,
    )
  })

  it('is narrowed by the filters, words included, in the language that is asked for', async () => {
    const { total } = await shop.backend.api.history.list({ limit: 1, text: 'slettet', language: 'nb' })
    expect((await exportTo('csv', { text: 'slettet' })).rows).toBe(total)
    expect(total).toBeGreaterThan(0)
    expect((await exportTo('csv', { text: 'slettet' }, 'en')).rows).toBe(0)
  })

  it('is a text file that no spreadsheet runs, and has the same rows', async () => {
    const { file, rows } = await exportTo('csv', { kinds: ['create-codes', 'change-settings'] })
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(rows + 1)
    expect(lines[0]).toMatch(/^\ufeffOperasjon;Dato;Tid \(Europe\/Oslo\);/)
    for (const line of lines.slice(1)) expect(line).not.toMatch(/;[=+@-]/)
  })
})
