import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Figure } from '../figure.ts'
import { databaseIn, openBackend, openEverything, scratchFolder, siteWith } from '../bench-site.ts'
import { median, timed } from '../measure.ts'
import { COLUMNS } from './export-cells.ts'

const ROWS = 1_000_000
/** The largest that SheetJS manages counts: beyond, its sheet is too long for a string or for memory. */
const SHEETJS_ROWS = [1_000_000, 500_000, 250_000, 100_000]

/** Writes the whole report as a workbook; answers where it is and how many milliseconds it took. */
async function exportMillion(): Promise<{ path: string; took: number }> {
  const path = join(await scratchFolder(), 'million.xlsx')
  const backend = await openBackend(await siteWith(ROWS))
  const { all } = await openEverything(backend)
  const took = await timed(async () => {
    const { token } = backend.backend.files.registerWrite(path)
    const order = { picked: all, columns: COLUMNS, target: token, format: 'xlsx', language: 'nb' } as const
    const { rows } = await backend.done(backend.api.report.export(order))
    if (rows !== ROWS) throw new Error(`${rows} rows were exported`)
  })
  await backend.backend.close()
  return { path, took }
}

/** Milliseconds that SheetJS takes for so many of the same rows; undefined when it cannot. */
async function sheetJs(rows: number): Promise<number | undefined> {
  const child = fork(
    new URL('./sheetjs-child.ts', import.meta.url),
    [await siteWith(ROWS), await scratchFolder(), String(rows)],
    { execArgv: ['--max-old-space-size=8192'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  )
  const ended = once(child, 'exit').then(() => [undefined])
  const [took] = (await Promise.race([once(child, 'message'), ended])) as [number | undefined]
  await ended
  return took
}

/** A row of a million against a row of SheetJS at the largest size that it manages. */
export const xlsxMillionFigure: Figure = {
  figure: 'export 1,000,000 rows as .xlsx / SheetJS, for each row, at the largest size it manages',
  unit: 'ratio',
  limit: 0.3,
  async measure() {
    const ours: number[] = []
    const theirs: number[] = []
    for (const rows of SHEETJS_ROWS) {
      ours.push((await exportMillion()).took / ROWS)
      const took = await sheetJs(rows)
      if (took === undefined) continue
      theirs.push(took / rows, ((await sheetJs(rows)) ?? took) / rows)
      ours.push((await exportMillion()).took / ROWS)
      break
    }
    return median(ours) / median(theirs)
  },
}

/** Openpyxl, which shares no code with the product, reads every cell and compares it with the database. */
export const xlsxCellsFigure: Figure = {
  figure: 'cells of 1,000,000 exported rows that openpyxl reads otherwise than the database has them',
  unit: 'cells',
  limit: 0,
  async measure() {
    const { path } = await exportMillion()
    const source = await siteWith(ROWS)
    const script = new URL('./compare-workbook.py', import.meta.url).pathname
    const words = JSON.stringify(REPORT_WORDS.nb)
    const args = [script, path, databaseIn(source), words]
    const { stdout } = await promisify(execFile)('/usr/bin/python3', args)
    return Number(stdout)
  },
}
