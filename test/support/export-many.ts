import type { ReportRow } from '#shared/contract/report.ts'
import { exportRows } from '#backend/areas/report/export/export-rows.ts'
import { formatByName } from '#backend/kernel/files/table/table.ts'
import { EXPORTED_COLUMNS, reportRow, SITE_TIME } from './report-rows.ts'

/** Exports so many rows to a file in this process, and prints how much memory that took: `export-many.ts PATH ROWS`. */
const path = process.argv[2] ?? ''
const total = Number(process.argv[3])
const idle = process.memoryUsage.rss()

function* batches(): Generator<ReportRow[]> {
  for (let at = 0; at < total; at += 1000)
    yield Array.from({ length: Math.min(1000, total - at) }, (_, i) =>
      reportRow({
        id: at + i,
        code: `CODE${at + i}`,
        recipient: `Ola Ødegård ${at + i}`,
        email: `ola${at + i}@example.com`,
      }),
    )
}

const { rows } = await exportRows({
  format: formatByName(path),
  ...SITE_TIME,
  columns: EXPORTED_COLUMNS,
  language: 'nb',
  path,
  name: 'many',
  rows: batches(),
  total,
  signal: new AbortController().signal,
  onProgress: () => undefined,
})
const peak = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify({ written: rows, idle, peak }))
