import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inferSchema, initParser } from 'udsv'
import { utils, write } from 'xlsx'
import type { Figure } from '../figure.ts'
import { openBackend, scratchFolder } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const ROWS = 100_000
const HEADINGS = 'Navn;E-post;Firma;Telefon;Sted;Kurs;Dato;Beløp;Plass;Referanse'

/** A list as an event system exports it: two columns are the recipients, the others are not looked for. */
function recipientFile(): string {
  const towns = ['Tromsø', 'Ålesund', 'Bergen', 'Hamar', 'Mo i Rana']
  const line = (i: number) =>
    [
      `Kari Nordmann ${i}`,
      `kari.nordmann${i}@kurs.example`,
      `"Fjordkurs; avdeling ${i % 40}"`,
      `+47 ${20_000_000 + i}`,
      towns[i % towns.length],
      `Vårkurs ${i % 12}`,
      `${1 + (i % 28)}.${1 + (i % 12)}.2026`,
      `${i % 900},50`,
      `${String.fromCharCode(65 + (i % 26))}${i % 30}`,
      `REF-${i * 7919}`,
    ].join(';')
  return [HEADINGS, ...Array.from({ length: ROWS }, (_, i) => line(i))].join('\r\n')
}

/** The same list as a workbook: SheetJS reads it alone, in a process of its own, as the import does. */
export const importWorkbookFigure: Figure = {
  figure: 'import 100,000 rows of .xlsx / SheetJS reading the same file',
  unit: 'ratio',
  limit: 1.5,
  async measure() {
    const folder = await scratchFolder()
    const path = join(folder, 'recipients.xlsx')
    const rows = recipientFile()
      .split('\r\n')
      .map((line) => line.replaceAll('"', '').split(';'))
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { dense: true }), 'Deltakere')
    await writeFile(path, write(book, { type: 'buffer', bookSST: true, compression: true }) as Buffer)
    const backend = await openBackend(folder)
    await backend.api.site.update({ recipientLimit: ROWS })
    const ours = () =>
      timed(async () => {
        const { token } = await backend.backend.files.registerRead(path)
        const { counts } = await backend.done(backend.api.recipients.read({ file: token }))
        if (counts.good !== ROWS) throw new Error(`${counts.good} recipients were read`)
      })
    const parser = () =>
      timed(
        async () =>
          void (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', READ_ALONE, path])),
      )
    const ratio = await ratioOf(ours, parser, 3, 1)
    await backend.backend.close()
    return ratio
  },
}

const READ_ALONE = `
import { readFileSync } from 'node:fs'
import { read } from 'xlsx'
const { Sheets } = read(readFileSync(process.argv[1]), { type: 'buffer', dense: true })
if (Sheets.Deltakere['!data'].length !== ${ROWS + 1}) process.exit(1)`

/** Reading recipients, every address checked, against the fastest parser, which only takes the file apart. */
export const importFigure: Figure = {
  figure: 'import 100,000 rows of .csv / uDSV parsing the same file',
  unit: 'ratio',
  limit: 2,
  async measure() {
    const folder = await scratchFolder()
    const path = join(folder, 'recipients.csv')
    await writeFile(path, recipientFile())
    const backend = await openBackend(folder)
    await backend.api.site.update({ recipientLimit: ROWS })
    const ours = () =>
      timed(async () => {
        const { token } = await backend.backend.files.registerRead(path)
        const { counts } = await backend.done(backend.api.recipients.read({ file: token }))
        if (counts.good !== ROWS) throw new Error(`${counts.good} recipients were read`)
      })
    const parser = () =>
      timed(async () => {
        const text = await readFile(path, 'utf8')
        const rows = initParser(inferSchema(text)).stringArrs(text)
        if (rows.length !== ROWS) throw new Error(`${rows.length} rows were parsed`)
      })
    const ratio = await ratioOf(ours, parser, 9, 4)
    await backend.backend.close()
    return ratio
  },
}
