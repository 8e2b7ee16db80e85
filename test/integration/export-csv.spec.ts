import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportRow } from '#shared/contract/report.ts'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import { type ExportOptions, exportRows } from '#backend/areas/report/export/export-rows.ts'
import { recipientsArea } from '../support/recipients-area.ts'
import { EXPORTED_COLUMNS, reportRow, SITE_TIME } from '../support/report-rows.ts'

let folder: string
const at = (name: string) => join(folder, name)
const { area, read } = recipientsArea(2000)
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'export-'))))
afterAll(async () => {
  await area.close()
  await rm(folder, { recursive: true })
})

const options = (rows: ReportRow[], name: string, over: Partial<ExportOptions> = {}): ExportOptions => ({
  format: name.endsWith('.csv') ? 'csv' : 'xlsx',
  ...SITE_TIME,
  columns: EXPORTED_COLUMNS,
  language: 'nb',
  path: at(name),
  name,
  rows: [rows],
  total: rows.length,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  ...over,
})

describe('an exported text file', () => {
  const rows = [
    reportRow({
      recipient: 'Nordvik; Regnskap "AS"',
      discount: { kind: 'percent', hundredths: 1250 },
      message: {
        id: 1,
        state: 'sent',
        email: 'kari@example.com',
        elsewhere: false,
        at: '2026-02-18T09:00:00.000Z' as Instant,
        day: '2026-02-18' as IsoDate,
      },
    }),
    reportRow({
      recipient: '=1+1',
      limit: null,
      discount: { kind: 'amount', minor: 9050, currency: 'USD' },
      batchName: '',
    }),
  ]

  it('is what Excel opens as it is in Norwegian', async () => {
    const done = await exportRows(options(rows, 'nb.csv'))
    const bytes = await readFile(at('nb.csv'))
    expect(done).toEqual({ rows: 2, bytes: bytes.length })
    expect(bytes.toString('utf8').split('\r\n')).toEqual([
      '\ufeffKode;Tjeneste;Mottakernavn;E-post;Rabatt;Brukt;Grense;Gjelder for;Serie;Opprettet;Utløpsdato;Status;Melding;Meldingsdato',
      'QK7MWX3TPZ;Webex Events;"Nordvik; Regnskap ""AS""";post@nordvik.example;12,5%;3;10;Direktesendte hendelser;Vårkurs 2026;2026-02-17;2026-06-30;Aktiv;Sendt;2026-02-18',
      "QK7MWX3TPZ;Webex Events;'=1+1;post@nordvik.example;90,50 USD;3;Ubegrenset;Direktesendte hendelser;Serie 7;2026-02-17;2026-06-30;Aktiv;Ingen melding;",
      '',
    ])
  })

  it('is what Excel opens as it is in English', async () => {
    await exportRows(options(rows, 'en.csv', { language: 'en', columns: ['discount', 'code', 'used'] }))
    expect(await readFile(at('en.csv'), 'utf8')).toBe(
      '\ufeffDiscount,Code,Used,Limit\r\n12.5%,QK7MWX3TPZ,3,10\r\n90.50 USD,QK7MWX3TPZ,3,Unlimited\r\n',
    )
  })

  it('takes rows as they come, and says how far it is', async () => {
    const reported: number[] = []
    async function* batches() {
      yield [reportRow(), reportRow()]
      yield []
      yield [reportRow()]
    }
    const done = await exportRows(
      options([], 'batches.csv', { rows: batches(), onProgress: (count) => reported.push(count) }),
    )
    expect([done.rows, reported]).toEqual([3, [2, 2, 3]])
  })
})

describe.each(['csv', 'xlsx'])('an export as .%s', (format) => {
  it('leaves the old file as it was when it is cancelled, or the rows fail', async () => {
    const name = `old.${format}`
    await writeFile(at(name), 'old')
    const abort = new AbortController()
    const endless = function* () {
      for (let i = 0; ; i += 1) {
        if (i === 50) abort.abort()
        yield new Array<ReportRow>(500).fill(reportRow())
      }
    }
    await expect(
      exportRows(options([], name, { rows: endless(), signal: abort.signal })),
    ).rejects.toMatchObject({ code: 'job.cancelled' })
    const failing = function* () {
      yield [reportRow()]
      throw new Error('the store is gone')
    }
    await expect(exportRows(options([], name, { rows: failing() }))).rejects.toThrowError('the store is gone')
    expect(await readFile(at(name), 'utf8')).toBe('old')
    expect((await readdir(folder)).filter((it) => it.includes(name))).toEqual([name])
  })

  it('comes back unchanged when it is imported', async () => {
    const names = [
      '=1+1',
      '+47 12 34 56',
      '-2',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\ttab',
      '＝1',
      "'=1",
      "''+x",
      ' =1',
      '=HYPERLINK("http://x","y")',
      "O'Brien",
      'Nordvik; Regnskap, "AS" | x',
      'Trần 王 𝒪la',
      'A_x0041_B',
      'a & b <c>',
      '12',
      '=cmd|calc!A0',
    ]
    const rows = names.map((recipient, i) => reportRow({ recipient, email: `post${i}@nordvik.example` }))
    rows.push(...['=x@example.com', '+x@example.com', '-x@example.com'].map((email) => reportRow({ email })))
    for (const language of ['nb', 'en'] as const) {
      await exportRows(options(rows, `back.${format}`, { language }))
      const { importId, counts } = await read(at(`back.${format}`))
      expect(counts).toMatchObject({ rows: rows.length, good: rows.length })
      const got = area.take(importId).recipients.map(({ email, name }) => ({ email, recipient: name }))
      expect(got).toEqual(rows.map(({ email, recipient }) => ({ email, recipient })))
    }
  })
})

describe('a large export', () => {
  const exportMany = fileURLToPath(new URL('../support/export-many.ts', import.meta.url))

  it.each([
    ['csv', 1_000_000],
    ['xlsx', 300_000],
  ])('as .%s keeps its memory within 150 MB above idle', async (format, rows) => {
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, [exportMany, at(`many.${format}`), String(rows)])
    const { written, idle, peak } = JSON.parse(stdout) as { written: number; idle: number; peak: number }
    expect(written).toBe(rows)
    expect((peak - idle) / 1024 / 1024).toBeLessThan(150)
  })
})
