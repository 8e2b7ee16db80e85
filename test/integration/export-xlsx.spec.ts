import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportRow } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { exportRows } from '#backend/areas/report/export/export-rows.ts'
import { readWithOpenpyxl } from '../support/openpyxl.ts'
import { EXPORTED_COLUMNS, reportRow, SITE_TIME } from '../support/report-rows.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'export-'))))
afterAll(async () => await rm(folder, { recursive: true }))

async function exported(rows: ReportRow[], language: Language = 'nb') {
  const path = join(folder, 'report.xlsx')
  const done = await exportRows({
    format: 'xlsx',
    ...SITE_TIME,
    columns: EXPORTED_COLUMNS,
    language,
    path,
    name: 'report.xlsx',
    rows: [rows],
    total: rows.length,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  expect(done.rows).toBe(rows.length)
  return readWithOpenpyxl(path)
}

const textsOf = (rows: ReportRow[], sheet: Awaited<ReturnType<typeof exported>>) =>
  rows.map((_, i) => sheet.rows[i + 1]?.[2]?.value)

describe('an exported workbook, as openpyxl reads it', () => {
  it('has bold, frozen, filtered headings and every cell of the report', async () => {
    const sheet = await exported([
      reportRow(),
      reportRow({
        code: 'SOMMER_26',
        service: 'training',
        recipient: 'Ola Ødegård',
        discount: { kind: 'amount', minor: 9050, currency: 'CAD' },
        limit: null,
        used: 1284,
        appliesTo: 'session-recordings',
        batchName: '',
        expires: '2024-02-29' as IsoDate,
        status: 'used-up',
      }),
    ])
    expect(sheet).toMatchObject({ title: 'Kampanjekoder', frozen: 'A2', filter: 'A1:N3' })
    expect(sheet.print).toEqual({ titles: '$1:$1', orientation: 'landscape', wide: 1, fits: true })
    expect(sheet.rows[0]?.every((cell) => cell.bold)).toBe(true)
    expect(sheet.rows.map((row) => row.map((cell) => cell.value))).toEqual([
      [
        'Kode',
        'Tjeneste',
        'Mottakernavn',
        'E-post',
        'Rabatt',
        'Brukt',
        'Grense',
        'Gjelder for',
        'Serie',
        'Opprettet',
        'Utløpsdato',
        'Status',
        'Melding',
        'Meldingsdato',
      ],
      [
        'QK7MWX3TPZ',
        'Webex Events',
        'Nordvik Regnskap AS',
        'post@nordvik.example',
        0.25,
        3,
        10,
        'Direktesendte hendelser',
        'Vårkurs 2026',
        '2026-02-17',
        '2026-06-30',
        'Aktiv',
        'Ingen melding',
        null,
      ],
      [
        'SOMMER_26',
        'Webex Training',
        'Ola Ødegård',
        'post@nordvik.example',
        90.5,
        1284,
        'Ubegrenset',
        'Opptak av økter',
        'Serie 7',
        '2026-02-17',
        '2024-02-29',
        'Brukt opp',
        'Ingen melding',
        null,
      ],
    ])
    expect(sheet.rows[1]?.map((cell) => cell.type).join('')).toBe('ssssnnnssddssn')
    expect(sheet.widths.every((width) => width >= 9 && width <= 40)).toBe(true)
    // As wide as its heading with the button of the filter.
    const headings = sheet.rows[0]?.map(({ value }) => String(value).length) ?? []
    for (const [i, width] of sheet.widths.entries())
      expect(width).toBeGreaterThanOrEqual((headings[i] ?? 0) + 3)
  })

  it('gives dates and amounts the formats of the language', async () => {
    const row = reportRow({ discount: { kind: 'amount', minor: 123456, currency: 'USD' } })
    const formats = async (language: Language) =>
      (await exported([row], language)).rows[1]
        ?.filter((cell) => cell.type !== 's' && cell.value !== null)
        .map((cell) => cell.format)
    expect(await formats('nb')).toEqual([
      '"US$\u00a0"#,##0.00',
      '#,##0',
      '#,##0',
      String.raw`dd\.mm\.yyyy`,
      String.raw`dd\.mm\.yyyy`,
    ])
    expect(await formats('en')).toEqual(['"US$"#,##0.00', '#,##0', '#,##0', 'mmm d, yyyy', 'mmm d, yyyy'])
  })

  it('shows decimals of a percentage only where there are some', async () => {
    const percent = (hundredths: number) => reportRow({ discount: { kind: 'percent', hundredths } })
    const sheet = await exported([percent(10_000), percent(1250), percent(1)], 'en')
    const cells = sheet.rows.slice(1).map((row) => [row[4]?.value, row[4]?.format])
    expect(cells).toEqual([
      [1, '0%'],
      [0.125, '0.00%'],
      [0.0001, '0.00%'],
    ])
  })

  it('keeps dangerous texts as text, marked so that editing them does not run them', async () => {
    const names = [
      '=1+1',
      '+47 12 34',
      '-2',
      '@SUM(A1)',
      '\t=1',
      ' =1',
      '＝1',
      "'=1",
      '=HYPERLINK("http://x")',
    ]
    const rows = names.map((recipient) => reportRow({ recipient, batchName: recipient }))
    const sheet = await exported(rows)
    expect(textsOf(rows, sheet)).toEqual(names)
    expect(rows.map((_, i) => sheet.rows[i + 1]?.[8]?.value)).toEqual(names)
    const cells = sheet.rows.slice(1).map((row) => row[2])
    expect(cells.every((cell) => cell?.type === 's')).toBe(true)
    expect(cells.map((cell) => cell?.quotePrefix)).toEqual(names.map((name) => name !== '-2'))
  })

  it('keeps every letter but those that XML forbids', async () => {
    const names = [
      'a & b <c> "d"',
      '𝒪la 🎓 Trần 王',
      ' two  spaces ',
      'line\nbreak\r\nand',
      'a\u0000\u0007b\ufffe\ud800c',
      '',
    ]
    const rows = names.map((recipient) => reportRow({ recipient }))
    expect(textsOf(rows, await exported(rows))).toEqual([
      'a & b <c> "d"',
      '𝒪la 🎓 Trần 王',
      ' two  spaces ',
      'line\nbreak\r\nand',
      'abc',
      null,
    ])
  })

  it('is refused beyond the last row of a sheet, and leaves no file', async () => {
    const path = join(folder, 'large.xlsx')
    const asked = exportRows({
      format: 'xlsx',
      ...SITE_TIME,
      columns: ['code'],
      language: 'nb',
      path,
      name: 'large.xlsx',
      rows: [],
      total: 1_048_576,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    await expect(asked).rejects.toMatchObject({
      code: 'report.too-many-rows',
      details: { rows: 1_048_576, limit: 1_048_575 },
    })
    expect((await readdir(folder)).filter((name) => name.includes('large'))).toEqual([])
  })
})
