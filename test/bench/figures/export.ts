import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import * as XLSX from 'xlsx'
import type { Figure } from '../figure.ts'
import { bareDatabase, openBackend, openEverything, scratchFolder, siteWith } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'
import { COLUMNS } from './export-cells.ts'

const ROWS = 100_000
const SQL = `SELECT code, promo_code.service, recipient_name, recipient_email, discount_value, used, usage_limit, applies_to,
  batch.name, promo_code.created_at, expires, deleted_at FROM promo_code JOIN batch ON batch.id = batch_id
  ORDER BY recipient_key, promo_code.id`

type Format = 'csv' | 'xlsx'

async function exporter(format: Format) {
  const source = await siteWith(ROWS)
  const folder = await scratchFolder()
  const backend = await openBackend(source)
  const { all } = await openEverything(backend)
  return {
    source,
    folder,
    close: () => backend.backend.close(),
    ours: () =>
      timed(async () => {
        const { token } = backend.backend.files.registerWrite(join(folder, `ours.${format}`))
        const { rows } = await backend.done(
          backend.api.report.export({ picked: all, columns: COLUMNS, target: token, format, language: 'nb' }),
        )
        if (rows !== ROWS) throw new Error(`${rows} rows were exported`)
      }),
  }
}

/** A .csv against a bare loop that reads the same rows and writes them with semicolons between. */
export const csvFigure: Figure = {
  figure: 'export 100,000 rows as .csv / a bare loop over the same rows',
  unit: 'ratio',
  limit: 1.5,
  async measure() {
    const { ours, source, folder, close } = await exporter('csv')
    const database = bareDatabase(source, true)
    const statement = database.prepare(SQL).raw()
    const bare = () =>
      timed(async () => {
        const stream = createWriteStream(join(folder, 'bare.csv'))
        for (const row of statement.iterate() as Iterable<unknown[]>)
          if (!stream.write(row.join(';') + '\r\n')) await once(stream, 'drain')
        stream.end()
        await finished(stream)
      })
    const ratio = await ratioOf(ours, bare, 5)
    database.close()
    await close()
    return ratio
  },
}

/** An .xlsx against SheetJS, which is handed the same rows already read. */
export const xlsxFigure: Figure = {
  figure: 'export 100,000 rows as .xlsx / SheetJS writing the same rows',
  unit: 'ratio',
  limit: 0.5,
  async measure() {
    const { ours, source, folder, close } = await exporter('xlsx')
    const database = bareDatabase(source, true)
    const rows = database.prepare(SQL).raw().all() as unknown[][]
    database.close()
    const sheetJs = () =>
      timed(() => {
        const book = XLSX.utils.book_new()
        XLSX.utils.book_append_sheet(
          book,
          XLSX.utils.aoa_to_sheet([COLUMNS, ...rows], { dense: true }),
          'Rows',
        )
        const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
        const stream = createWriteStream(join(folder, 'sheetjs.xlsx'))
        stream.end(bytes)
        return finished(stream)
      })
    const ratio = await ratioOf(ours, sheetJs, 3)
    await close()
    return ratio
  },
}
