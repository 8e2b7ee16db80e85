import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from 'xlsx'
import { openBackend, openEverything } from '../bench-site.ts'
import { cellsOf } from './export-cells.ts'

/** SheetJS writes so many rows of the report, already read, and reports how many milliseconds it took. */
const [, , source = '', folder = '', wanted = '0'] = process.argv
const backend = await openBackend(source)
const { resultSet } = await openEverything(backend)
const rows: unknown[][] = []
while (rows.length < Number(wanted)) {
  const page = await backend.api.report.rows({ resultSet, offset: rows.length, limit: 5000 })
  for (const row of page.rows) if (row) rows.push(cellsOf(row))
}
await backend.backend.close()
const start = performance.now()
const book = XLSX.utils.book_new()
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows, { dense: true }), 'Rows')
writeFileSync(
  join(folder, 'sheetjs.xlsx'),
  XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer,
)
process.send?.(performance.now() - start, () => process.exit(0))
